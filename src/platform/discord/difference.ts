/** How two commands differ, in lines that begin with `added`, `removed` or `changed`. */

interface Named {
  readonly name: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** What Discord adds of its own to what it was given. DD application-commands */
const DISCORDS_OWN = [
  'id',
  'application_id',
  'guild_id',
  'version',
  'default_permission',
  'dm_permission',
  'name_localized',
  'description_localized',
];
/** Said of global commands only. */
const GLOBAL_ONLY = ['contexts', 'integration_types'];

const CHAT_INPUT = 1;

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What Discord takes for granted when it is left out: none, no, and nothing in it. */
function isDefault(value: unknown): boolean {
  if (value === null || value === undefined || value === false || value === '') return true;
  if (Array.isArray(value)) return value.length === 0;
  return isFields(value) && Object.keys(value).length === 0;
}

function tidy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(tidy);
  if (!isFields(value)) return value;
  const kept = Object.entries(value)
    .filter(([key, one]) => !DISCORDS_OWN.includes(key) && !isDefault(one))
    .map(([key, one]) => [key, tidy(one)] as const);
  return Object.fromEntries(kept.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** A command without what makes no difference. */
function normalise(command: object, scope: 'global' | 'guild'): Fields {
  const fields = tidy({ type: CHAT_INPUT, ...command }) as Fields;
  const left = Object.entries(fields).filter(
    ([key]) => scope === 'global' || !GLOBAL_ONLY.includes(key),
  );
  return Object.fromEntries(
    left.map(([key, value]) =>
      GLOBAL_ONLY.includes(key) && Array.isArray(value) ? [key, value.toSorted()] : [key, value],
    ),
  );
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

function named(list: unknown): readonly (Fields & Named)[] {
  return Array.isArray(list) ? list : [];
}

function optionsDiffer(before: Fields, after: Fields, path: string): string[] {
  const [were, are] = [named(before.options), named(after.options)];
  const lines = are.flatMap((one) => {
    const earlier = were.find(({ name }) => name === one.name);
    const at = `${path} ${one.name}`;
    return earlier === undefined ? [`added ${at}`] : fieldsDiffer(earlier, one, at);
  });
  const gone = were
    .filter((one) => !are.some(({ name }) => name === one.name))
    .map(({ name }) => `removed ${path} ${name}`);
  if (lines.length > 0 || gone.length > 0) return [...lines, ...gone];
  return same(were.map(nameOf), are.map(nameOf)) ? [] : [`changed ${path}: order of options`];
}

function nameOf({ name }: Named): string {
  return name;
}

function fieldsDiffer(before: Fields, after: Fields, path: string): string[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = keys.filter((key) => key !== 'options' && !same(before[key], after[key]));
  return [
    ...(changed.length === 0 ? [] : [`changed ${path}: ${changed.join(', ')}`]),
    ...optionsDiffer(before, after, path),
  ];
}

/** A slash command by what is typed, another by its name in a menu. */
function title({ type, name }: Fields): string {
  return type === CHAT_INPUT ? `/${name}` : `“${name}”`;
}

const isSame = (a: Fields) => (b: Fields) => a.type === b.type && a.name === b.name;

/**
 * What would change if `wanted` took the place of `registered`; empty when nothing would.
 * @param registered as Discord gives them, with all languages
 */
export function differences(
  registered: readonly object[],
  wanted: readonly object[],
  scope: 'global' | 'guild',
): string[] {
  const were = registered.map((one) => normalise(one, scope));
  const are = wanted.map((one) => normalise(one, scope));
  const kept = are.flatMap((one) => {
    const earlier = were.find(isSame(one));
    return earlier === undefined ? [`added ${title(one)}`] : fieldsDiffer(earlier, one, title(one));
  });
  const gone = were.filter((one) => !are.some(isSame(one))).map((one) => `removed ${title(one)}`);
  return [...kept, ...gone];
}
