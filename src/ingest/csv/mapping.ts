import { closest, distance } from 'fastest-levenshtein';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument } from 'yaml';
import { TocsinError } from '../../shared/errors.ts';
import { Mapping } from './schema.ts';

/** A mapping, and where its parts stand. */
export interface LoadedMapping {
  readonly mapping: Mapping;
  /** `cfr.yaml, line 12`: of a part, or of the nearest around it. */
  at(path: readonly PropertyKey[]): string;
}

const GUIDE = 'docs/importing-tables.md says what a mapping holds.';

/** Mappings nest four levels; text that only nests keeps the parser busy for minutes. */
const ENDLESS_NESTING = /(?:[-?:][ \t]+|[[{][ \t]*){32}/;

const KEYS = [
  ...['publisher', 'title', 'url', 'page', 'tier', 'delimiter', 'encoding', 'unknown', 'dates'],
  ...['sectors', 'incident', 'attributions', 'victims', 'column', 'list', 'split', 'id', 'prefix'],
  ...['description', 'disclosed', 'disclosedNote', 'began', 'ended', 'periodNote', 'method'],
  ...[
    'response',
    'links',
    'country',
    'actor',
    'names',
    'what',
    'role',
    'countryRole',
    'confidence',
    'by',
    'on',
  ],
  ...['basis', 'bases', 'disputed', 'otherwise', 'name', 'sector', 'together'],
];

function mistake(message: string, where: string, remedy: string): TocsinError {
  return new TocsinError(message, { code: 'csv.mapping', fault: 'user', where, remedy });
}

/**
 * Reads a mapping.
 * @param name of the file, for messages
 * @throws TocsinError `csv.mapping` with the line of the first mistake
 */
export function readMapping(text: string, name: string): LoadedMapping {
  if (ENDLESS_NESTING.test(text)) {
    throw mistake('the mapping is nested too deeply', name, GUIDE);
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (path: readonly PropertyKey[]) =>
    `${name}, line ${lines.linePos(offsetOf(document, path)).line}`;
  const [broken] = document.errors;
  if (broken !== undefined) {
    const where = `${name}, line ${lines.linePos(broken.pos[0]).line}`;
    throw mistake(
      `this is no YAML: ${broken.message}`,
      where,
      'Check indentation, quotes and colons here; quote text that holds ": ".',
    );
  }
  const { data: mapping, error } = Mapping.safeParse(document.toJS({ maxAliasCount: 20 }));
  if (mapping !== undefined) return { mapping, at };
  const [first, ...others] = error.issues;
  const more = others.length === 0 ? '' : ` (and ${others.length} more mistakes)`;
  const path = first?.path ?? [];
  if (first?.code === 'unrecognized_keys') {
    const [key = ''] = first.keys;
    const near = closest(key, KEYS);
    throw mistake(
      `"${key}" is nothing that a mapping has here${more}`,
      at([...path, key]),
      distance(key, near) <= 2 && near !== key ? `Write "${near}".` : `Remove it. ${GUIDE}`,
    );
  }
  const key = path.map(String).join('.') || 'the mapping';
  const isMissing = document.getIn(path) === undefined;
  throw isMissing
    ? mistake(`"${key}" is missing${more}`, at(path), `Add it. ${GUIDE}`)
    : mistake(`"${key}": ${first?.message}${more}`, at(path), `Correct it. ${GUIDE}`);
}

function offsetOf(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const around = document.getIn(path.slice(0, length - 1), true) ?? document.contents;
    const key = path[length - 1];
    const pair = isMap(around)
      ? around.items.find((item) => isScalar(item.key) && item.key.value === key)
      : undefined;
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    const node = document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** Every column that a mapping reads, by the path to where it says so. */
function* namedColumns(
  value: unknown,
  path: readonly PropertyKey[],
): Generator<{ readonly path: readonly PropertyKey[]; readonly columns: readonly string[] }> {
  if (typeof value !== 'object' || value === null) return;
  if ('column' in value && Array.isArray(value.column)) {
    yield { path: [...path, 'column'], columns: value.column as string[] };
    return;
  }
  for (const [key, part] of Object.entries(value)) {
    yield* namedColumns(part, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

/**
 * Holds a mapping against the table it is to read.
 * @throws TocsinError `csv.column` where the table has none of the columns named in one place
 */
export function checkColumns({ mapping, at }: LoadedMapping, columns: readonly string[]): void {
  const has = new Set(columns);
  const { id } = mapping.incident;
  const ids = [id].flat().map((column) => ({ path: ['incident', 'id'], columns: [column] }));
  const page = [...(mapping.page ?? '').matchAll(/\{([^{}]+)\}/g)].map(([, column = '']) => ({
    path: ['page'],
    columns: [column],
  }));
  for (const named of [...ids, ...page, ...namedColumns(mapping, [])]) {
    if (named.columns.some((column) => has.has(column))) continue;
    const [column = ''] = named.columns;
    const near = closest(column, [...columns]);
    const hint = distance(column.toLowerCase(), near.toLowerCase()) <= 3 ? `Write "${near}". ` : '';
    throw new TocsinError(`the table has no column "${named.columns.join('" or "')}"`, {
      code: 'csv.column',
      fault: 'user',
      where: at(named.path),
      remedy: `${hint}Its columns are: ${columns.map((name) => `"${name}"`).join(', ')}.`,
    });
  }
}
