import { TOCSIN_EXTENSION } from '../../domain/stix-terms.ts';
import { TocsinError } from '../../shared/errors.ts';
import type { Candidate, Reading } from '../core/format.ts';
import type { Found } from './bundle.ts';
import { type Carrier, settleMarks } from './carried-marks.ts';
import { CarriedExtension, type CarriedRecord, extensionOf, recordIn } from './carried-schema.ts';
import type { Graph } from './graph.ts';
import { Common } from './schema.ts';

/** Help for the option that what Tocsin wrote is read with. */
export const CARRIED_OPTIONS = {
  catalogue: 'of a bundle that a Tocsin wrote, the only catalogue to take in',
} as const;

/**
 * The records that a Tocsin wrote into a bundle, taken as they were there. They are no more trusted than
 * any others: each is held against its schema, and marks on objects bind. What is made from them in the
 * same bundle, for readers that know only STIX, is passed over.
 */
export class CarriedRecords {
  readonly #reading: Pick<Reading, 'skip' | 'note' | 'options'>;
  readonly #carriers = new Map<string, Carrier>();

  constructor(reading: Pick<Reading, 'skip' | 'note' | 'options'>) {
    this.#reading = reading;
  }

  /** @returns false when a Tocsin did not write it */
  take({ value, where }: Found): boolean {
    const found = extensionOf(value);
    if (found === undefined) return isDefinition(value);
    const extension = CarriedExtension.safeParse(found).data;
    const object = Common.safeParse(value).data;
    if (extension === undefined || object === undefined) {
      this.#reading.skip({ reason: 'not a sound object of a Tocsin', where });
    } else if (extension.role === 'record') this.#keep({ object, extension, where });
    else if (extension.role === 'disclosure') {
      this.#reading.skip({ reason: 'not used: disclosure', where });
    }
    return true;
  }

  #keep({ object, extension, where }: Pick<Carrier, 'object' | 'where'> & ParsedExtension): void {
    const { catalogue: wanted } = this.#reading.options;
    if (wanted !== undefined && wanted !== extension.catalogue) {
      this.#reading.note('of another catalogue');
      return;
    }
    if (object.revoked === true) {
      this.#reading.skip({ reason: 'revoked by its catalogue', where });
      return;
    }
    const other = this.#carriers.get(object.id);
    if (other !== undefined) {
      this.#reading.note('another version of the same object');
      if ((object.modified ?? '') <= (other.object.modified ?? '')) return;
    }
    const { catalogue, tlp, kind, record, open, sources } = extension;
    const read = (text: string | undefined) =>
      kind === undefined || text === undefined ? undefined : this.#read(kind, text, where);
    this.#carriers.set(object.id, {
      ...{ object, where, catalogue, tlp, record: read(record), open: read(open) },
      sources: sources.flatMap((source) => this.#read('source', source, where) ?? []),
    });
  }

  #read(kind: CarriedRecord['kind'], text: string, where: string): CarriedRecord | undefined {
    const record = recordIn(kind, text);
    if (typeof record !== 'string') return record;
    this.#reading.skip({ reason: `not a sound ${kind}`, where, detail: record });
    return undefined;
  }

  /** @throws TocsinError `import.several-catalogues` when two catalogues call different things by one id */
  *candidates(graph: Graph): Iterable<Candidate> {
    const settled = settleMarks([...this.#carriers.values()], graph, this.#reading);
    const given = new Map<string, { readonly catalogue: string; readonly text: string }>();
    for (const { record, catalogue, where } of settled) {
      const key = `${spaceOf(record)} ${record.body.id}`;
      const text = JSON.stringify(record.body);
      const other = given.get(key);
      if (other === undefined) {
        given.set(key, { catalogue, text });
        yield { ...record, where } as Candidate;
      } else if (other.catalogue !== catalogue && other.text !== text) {
        throw severalCatalogues(where, [other.catalogue, catalogue]);
      }
    }
  }
}

function isDefinition(value: unknown): boolean {
  return typeof value === 'object' && (value as { id?: unknown } | null)?.id === TOCSIN_EXTENSION;
}

interface ParsedExtension {
  readonly extension: CarriedExtension;
}

/** Incidents, groups and programmes are referred to in the same places. */
function spaceOf({ kind }: CarriedRecord): string {
  return kind === 'incident' || kind === 'actor' || kind === 'programme' ? 'subject' : kind;
}

function severalCatalogues(where: string, names: readonly string[]): TocsinError {
  const shown = names.map((name) => JSON.stringify(name.slice(0, 60))).join(' and ');
  return new TocsinError(
    `the bundle holds several catalogues, and ${shown} call different things by one id`,
    {
      code: 'import.several-catalogues',
      fault: 'user',
      where,
      remedy: 'Take them in one by one, each under a name: --set catalogue=… --as …',
    },
  );
}
