import { type Nested, pythonList } from './python-list.ts';
import type { Field, Mapping } from './schema.ts';
import type { Row } from './table.ts';

/** What a cell holds: entries, each of one value or, where lists nest, several. Unknown ones are empty. */
export interface Values {
  /** Whether the field is one of lists, even where this cell holds one value. */
  readonly isList: boolean;
  readonly entries: readonly (readonly string[])[];
}

const NONE: Values = { isList: false, entries: [] };

function flat(nested: Nested): readonly string[] {
  return typeof nested === 'string' ? [nested] : nested.flatMap(flat);
}

/** Parts between the separators that stand in no brackets. */
export function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0 && text.startsWith(separator, at)) {
      parts.push(text.slice(from, at));
      from = at + separator.length;
      at = from - 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** Reads cells as a mapping says. */
export class Cells {
  readonly #unknown: ReadonlySet<string>;
  readonly #columns: ReadonlySet<string>;

  /** @param columns that the table has */
  constructor({ unknown }: Pick<Mapping, 'unknown'>, columns: readonly string[]) {
    this.#unknown = new Set(['', ...unknown.map((words) => words.trim().toLowerCase())]);
    this.#columns = new Set(columns);
  }

  /** Without spaces around and with plain ones within; empty when it means that nothing is known. */
  known(words: string): string {
    const plain = words.replace(/[\u00A0\u2007\u202F]/g, ' ').trim();
    return this.#unknown.has(plain.toLowerCase()) ? '' : plain;
  }

  /** All of a cell as one text. */
  text(field: Field | undefined, row: Row): string {
    return this.known(this.#cell(field, row));
  }

  values(field: Field | undefined, row: Row): Values {
    const cell = this.#cell(field, row);
    if (field === undefined || this.known(cell) === '') return NONE;
    const isList = field.list !== undefined || field.split !== undefined;
    const entries = this.#entries(field, cell).map((entry) => entry.map((one) => this.known(one)));
    return { isList, entries };
  }

  /** The known values of several fields in a row. */
  all(fields: readonly Field[], row: Row): string[] {
    return fields
      .flatMap((field) => this.values(field, row).entries.flat())
      .filter((one) => one !== '');
  }

  #cell(field: Field | undefined, row: Row): string {
    const column = field?.column.find((name) => this.#columns.has(name));
    return column === undefined ? '' : row.cell(column);
  }

  #entries({ list, split: separator }: Field, cell: string): readonly (readonly string[])[] {
    if (separator !== undefined) return split(cell, separator).map((part) => [part]);
    return (list === undefined ? undefined : pythonList(cell))?.map(flat) ?? [[cell]];
  }
}

/**
 * Entries of several fields that belong together: the first of each, the second of each, and so on. A
 * single one goes with all. Fields whose lists have another length cannot be told apart and stay out.
 */
export function sideBySide<K extends string>(
  fields: Readonly<Record<K, Values>>,
): { readonly rows: readonly Record<K, readonly string[]>[]; readonly apart: readonly K[] } {
  const names = Object.keys(fields) as K[];
  const longest = Math.max(0, ...names.map((name) => fields[name].entries.length));
  const apart = names.filter((name) => {
    const { length } = fields[name].entries;
    return length > 1 && length !== longest;
  });
  const rows = Array.from({ length: longest }, (_, index) => {
    const entry = (name: K): readonly string[] => {
      const { entries } = fields[name];
      if (apart.includes(name)) return [];
      return entries[entries.length === 1 ? 0 : index] ?? [];
    };
    return Object.fromEntries(names.map((name) => [name, entry(name)])) as Record<
      K,
      readonly string[]
    >;
  });
  return { rows, apart };
}
