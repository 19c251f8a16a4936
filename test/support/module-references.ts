import { parseSync, Visitor } from 'oxc-parser';

/** One file, as the checker sees it. */
export interface SourceFile {
  /** Relative to Tocsin's folder, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** One module that a file names, in whatever way. */
export interface Reference {
  /** Undefined: the module is computed, so nobody can tell which it is. */
  readonly specifier: string | undefined;
  readonly typeOnly: boolean;
}

export interface ModuleFacts {
  readonly references: readonly Reference[];
  readonly readsEnvironment: boolean;
}

interface Named {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
}

interface Callee extends Named {
  readonly property?: Named;
  readonly object?: Named & { readonly callee?: Named };
}

/** `require`, `import.meta.resolve`, and what `createRequire` makes, when it is called like that. */
function isLoader({ name, property, object }: Callee): boolean {
  if (name !== undefined) return name.toLowerCase().endsWith('require') && name !== 'createRequire';
  if (property?.name !== 'resolve' || object === undefined) return false;
  // `Promise.resolve` and `path.resolve` take values and paths, not modules.
  const maker = object.name ?? object.callee?.name ?? '';
  return object.type === 'MetaProperty' || maker.toLowerCase().endsWith('require');
}

function literal(node: Named | undefined): string | undefined {
  return node?.type === 'Literal' && typeof node.value === 'string' ? node.value : undefined;
}

/** Whether each name of an import or export is marked `type` by itself. */
function allTypes(names: readonly object[]): boolean {
  return (
    names.length > 0 &&
    names.every((name) =>
      Object.entries(name).some(([key, value]) => key.endsWith('portKind') && value === 'type'),
    )
  );
}

/** Every module that a file refers to: imports, re-exports, `import()`, type imports, `require`. */
export function readModule(file: SourceFile): ModuleFacts {
  const { program, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`${file.path} does not parse: ${errors[0]?.message}`);
  const references: Reference[] = [];
  let readsEnvironment = false;
  const add = (specifier: string | undefined, typeOnly: boolean) =>
    references.push({ specifier, typeOnly });
  new Visitor({
    ImportDeclaration(node) {
      add(node.source.value, node.importKind === 'type' || allTypes(node.specifiers));
      if (/^(node:)?process$/.test(node.source.value)) {
        readsEnvironment ||= node.specifiers.some(
          (one) =>
            one.type === 'ImportSpecifier' && 'name' in one.imported && one.imported.name === 'env',
        );
      }
    },
    ExportNamedDeclaration(node) {
      if (node.source)
        add(node.source.value, node.exportKind === 'type' || allTypes(node.specifiers));
    },
    ExportAllDeclaration(node) {
      add(node.source.value, node.exportKind === 'type');
    },
    ImportExpression(node) {
      add(literal(node.source as Named), false);
    },
    TSImportType(node) {
      add(literal(node.source as Named), true);
    },
    CallExpression(node) {
      if (isLoader(node.callee as Callee))
        add(literal(node.arguments[0] as Named | undefined), false);
    },
    MemberExpression(node) {
      const [object, property] = [node.object as Named, node.property as Named];
      const key = node.computed ? property.value : property.name;
      readsEnvironment ||= object.name === 'process' && key === 'env';
    },
    VariableDeclarator(node) {
      if ((node.init as Named | null)?.name !== 'process' || node.id.type !== 'ObjectPattern')
        return;
      readsEnvironment ||= node.id.properties.some(
        (one) => one.type === 'Property' && (one.key as Named).name === 'env',
      );
    },
  }).visit(program);
  return { references, readsEnvironment };
}
