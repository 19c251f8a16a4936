import { shortened } from '../core/pointed-to.ts';
import { Branch, type ProductTree, type Vulnerability } from './schema.ts';

/** Far deeper and larger than any tree that says something. */
const MOST_LEVELS = 100;
const MOST_BRANCHES = 200_000;
const MOST_NAME = 200;

interface Named {
  readonly name: string;
  /** It is a name of a product, not of one of its versions or packages. */
  readonly bare: boolean;
}

/** The tree is deeper or larger than is read. */
export const TOO_LARGE = Symbol('too large');

/**
 * The products that a document's vulnerabilities concern, without versions where the tree tells them
 * apart, each once. What is only said not to be affected is left out; where no vulnerability says which
 * products it concerns, all of the tree are given.
 */
export function productsOf(
  tree: ProductTree | undefined,
  vulnerabilities: readonly Vulnerability[],
): readonly string[] | typeof TOO_LARGE {
  const names = namesIn(tree ?? {});
  if (names === TOO_LARGE) return TOO_LARGE;
  const concerned = concernedIds(vulnerabilities) ?? names.keys();
  const found = new Set<string>();
  for (const id of concerned) {
    for (const { name } of names.get(id) ?? []) found.add(shortened(name, MOST_NAME));
  }
  return [...found];
}

/** Undefined where none says so. */
function concernedIds(vulnerabilities: readonly Vulnerability[]): ReadonlySet<string> | undefined {
  const statuses = vulnerabilities.flatMap((one) => Object.entries(one.product_status ?? {}));
  if (statuses.length === 0) return undefined;
  return new Set(
    statuses.flatMap(([status, ids]) =>
      status === 'known_not_affected' || typeof ids === 'string' ? [] : ids,
    ),
  );
}

type Names = Map<string, readonly Named[]>;

function namesIn(tree: ProductTree): Names | typeof TOO_LARGE {
  const names: Names = new Map();
  if (addBranches(names, tree.branches ?? []) === TOO_LARGE) return TOO_LARGE;
  for (const { product_id: id, name } of tree.full_product_names ?? []) {
    names.set(id, [{ name, bare: false }]);
  }
  for (const relation of tree.relationships ?? []) {
    const part = names.get(relation.product_reference) ?? [];
    const whole = names.get(relation.relates_to_product_reference) ?? [];
    // A component is a package of a certain version; what it is a component of is what people run.
    const isComponent = relation.category.endsWith('_component_of');
    const parts = isComponent ? part.filter(({ bare }) => bare) : part;
    const { product_id: id, name } = relation.full_product_name;
    const both = [...parts, ...whole];
    names.set(id, both.length > 0 ? both : [{ name, bare: false }]);
  }
  return names;
}

interface Waiting {
  readonly branch: unknown;
  readonly vendor: string | undefined;
  readonly product: string | undefined;
  readonly level: number;
}

/** Walks without recursion, so that no depth can exhaust the stack. */
function addBranches(names: Names, branches: readonly unknown[]): typeof TOO_LARGE | undefined {
  const waiting: Waiting[] = [];
  const add = (more: readonly unknown[], above: Omit<Waiting, 'branch'>): void => {
    for (const branch of more.toReversed()) waiting.push({ ...above, branch });
  };
  add(branches, { vendor: undefined, product: undefined, level: 1 });
  let count = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    count += 1;
    if (count > MOST_BRANCHES || next.level > MOST_LEVELS) return TOO_LARGE;
    const read = Branch.safeParse(next.branch);
    if (!read.success) continue;
    const { category, name, product: leaf, branches: more } = read.data;
    const vendor = category === 'vendor' ? name : next.vendor;
    const product = category === 'product_name' ? name : next.product;
    if (leaf !== undefined) {
      const bare = product !== undefined;
      names.set(leaf.product_id, [{ name: withVendor(product ?? leaf.name, vendor), bare }]);
    }
    add(more ?? [], { vendor, product, level: next.level + 1 });
  }
  return undefined;
}

function withVendor(product: string, vendor = ''): string {
  const isThere = product.toLowerCase().startsWith(vendor.toLowerCase());
  return (isThere ? product : `${vendor} ${product}`).trim();
}
