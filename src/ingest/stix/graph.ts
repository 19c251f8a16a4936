import type { Tlp } from '../../domain/vocabulary.ts';
import type { Reading } from '../core/format.ts';
import type { Found } from './bundle.ts';
import { levelOf, markRefs, strictest, UNREADABLE, WELL_KNOWN_MARKS } from './marks.ts';
import { isTold } from './relationships.ts';
import {
  type Common,
  isUsed,
  type ObjectOf,
  SCHEMAS,
  type StixObject,
  type Type,
  typeIn,
  typeOf,
} from './schema.ts';

/** An object and where it stands. */
export interface Kept<T extends StixObject = StixObject> {
  readonly object: T;
  /** For messages: its place and id, never its name, which may be marked. */
  readonly where: string;
}

/** Different words in reasons: what a bundle holds must not fill the summary. */
const MOST_WORDS = 40;

/**
 * The objects of one or more bundles that are used, each in its newest version. What is not used, by far
 * the most, is counted and forgotten, so that memory grows with the groups told of and not with the file.
 */
export class Graph {
  readonly #reading: Pick<Reading, 'skip' | 'note'>;
  readonly #objects = new Map<string, Kept>();
  readonly #words = new Set<string>();

  constructor(reading: Pick<Reading, 'skip' | 'note'>) {
    this.#reading = reading;
  }

  add({ value, where: place }: Found): void {
    const type = typeOf(value);
    if (type === undefined) {
      this.#reading.skip({ reason: 'not a STIX object', where: place });
      return;
    }
    if (!isUsed(type)) {
      this.#reading.skip({ reason: `not used: ${this.#word(type)}`, where: place });
      return;
    }
    const unused = type === 'relationship' ? this.#unusedRelation(value) : undefined;
    if (unused !== undefined) {
      this.#reading.skip({ reason: `not used: ${unused}`, where: place });
      return;
    }
    const where = `${place} ${idForPeople(value)}`.trim();
    const parsed = SCHEMAS[type].safeParse(value);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const detail = `${issue?.path.join('.')}: ${issue?.message}`;
      this.#reading.skip({ reason: `not a sound ${type}`, where, detail });
      return;
    }
    this.#keep({ object: parsed.data, where });
  }

  #keep(kept: Kept): void {
    const { id } = kept.object;
    const other = this.#objects.get(id);
    if (other === undefined) {
      this.#objects.set(id, kept);
      return;
    }
    this.#reading.note('another version of the same object');
    if (modifiedAt(kept) > modifiedAt(other)) this.#objects.set(id, kept);
  }

  #unusedRelation(value: unknown): string | undefined {
    const {
      relationship_type: verb,
      source_ref: from,
      target_ref: to,
    } = value as Record<string, unknown>;
    if (typeof verb !== 'string' || typeof from !== 'string' || typeof to !== 'string')
      return undefined;
    if (isTold({ from: typeIn(from), verb, to: typeIn(to) })) return undefined;
    return `relationship ${this.#word(verb)}`;
  }

  #word(word: string): string {
    if (this.#words.has(word)) return word;
    if (this.#words.size >= MOST_WORDS || !/^[a-z0-9][a-z0-9_-]{0,59}$/.test(word)) return 'other';
    this.#words.add(word);
    return word;
  }

  get size(): number {
    return this.#objects.size;
  }

  get(id: string): Kept | undefined {
    return this.#objects.get(id);
  }

  *of<T extends Type>(...types: readonly T[]): Iterable<Kept<ObjectOf<T>>> {
    for (const kept of this.#objects.values()) {
      if ((types as readonly Type[]).includes(kept.object.type)) yield kept as Kept<ObjectOf<T>>;
    }
  }

  /** Who may see an object: the strictest of all marks on it or on a part of it. */
  markOf(object: Common): Tlp {
    return strictest(markRefs(object).map((id) => this.#levelOf(id)));
  }

  #levelOf(id: string): Tlp {
    const known = WELL_KNOWN_MARKS.get(id);
    if (known !== undefined) return known;
    const definition = this.#objects.get(id)?.object;
    return definition?.type === 'marking-definition' ? levelOf(definition) : UNREADABLE;
  }
}

/** Times are compared as such: they differ in precision. */
function modifiedAt({ object }: Kept): number {
  return Date.parse(object.modified ?? '') || 0;
}

function idForPeople(value: unknown): string {
  const { id } = value as { readonly id: string };
  return /^[\w.-]{1,120}$/.test(id) ? id : '';
}
