import { countryNamed } from '../../domain/countries.ts';
import type { Candidate } from '../core/format.ts';
import { hashId, slug } from '../core/ids.ts';
import { isHedged } from './hedges.ts';
import type { Attribution } from './schema.ts';
import { split } from './values.ts';

/** A label may be no longer; nor is any group's name. */
const LONGEST = 80;
const MOST_WORDS = 12;

/** Words that make a sentence about a group of what could be its name. */
const SENTENCE =
  /\b(?:known as|linked|associated|responsible|related|work of|same|unnamed|note|is|are|was|were)\b|[.:;!]\s/i;

/** Whether the words name a group, and do not tell something of one, or of a country. */
function isName(words: string): boolean {
  return (
    words !== '' &&
    words.length <= LONGEST &&
    words.split(' ').length <= MOST_WORDS &&
    !isHedged(words) &&
    !SENTENCE.test(words) &&
    !/\bgovernments?\b/i.test(words) &&
    countryNamed(words) === undefined
  );
}

/** What follows a group's names: units it is said to belong to, in brackets or after a sign. */
function withoutAffiliation(words: string): string {
  const [own = ''] = split(words, '<');
  const bare = own.trim();
  const open = bare.endsWith(')') ? bare.lastIndexOf(' (') : -1;
  return open > 0 ? bare.slice(0, open).trim() : bare;
}

function partsOf(cell: string, names: Attribution['names']): readonly string[] {
  if (names === undefined) return [cell];
  if (names === 'slashes') return split(withoutAffiliation(cell), '/');
  return split(cell, ', ').flatMap((part) => split(part, ' and '));
}

/**
 * The groups that a cell names, each with its names. Empty when it says something else, like `Believed to
 * be the work of a government`.
 */
export function groupsIn(
  cell: string,
  names: Attribution['names'],
): readonly (readonly string[])[] {
  if (cell.length > 2000) return [];
  const parts = partsOf(cell, names)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length === 0 || !parts.every(isName)) return [];
  return names === 'commas' ? parts.map((part) => [part]) : [[...new Set(parts)]];
}

/** The groups of a table: rows that begin with the same name tell of the same one. */
export class Groups {
  readonly #publisher: string;
  readonly #source: string;
  readonly #groups = new Map<
    string,
    { readonly names: Map<string, string>; readonly where: string }
  >();

  constructor(publisher: string, source: string) {
    this.#publisher = publisher;
    this.#source = source;
  }

  /** @returns the id of the group */
  add(names: readonly string[], where: string): string {
    const [first = ''] = names;
    const id = slug(first) === '' ? hashId('actor', first) : `actor-${slug(first)}`;
    const group = this.#groups.get(id) ?? { names: new Map(), where };
    // `GALLIUM` and `Gallium` are one name.
    for (const name of names)
      group.names.set(name.toLowerCase(), group.names.get(name.toLowerCase()) ?? name);
    this.#groups.set(id, group);
    return id;
  }

  *candidates(): Generator<Candidate> {
    for (const [id, { names, where }] of this.#groups) {
      const [label = ''] = names.values();
      const sources = [this.#source];
      const used = [...names.values()].map((name) => ({
        name,
        usedBy: [this.#publisher],
        sources,
      }));
      yield { kind: 'actor', where, body: { id, label, names: used } };
    }
  }
}
