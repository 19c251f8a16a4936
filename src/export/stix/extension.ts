import { TOCSIN_EXTENSION } from '../../domain/stix-terms.ts';
import type { Exported, ExportedDisclosure } from '../contents.ts';

function extension(properties: object): object {
  return { [TOCSIN_EXTENSION]: { extension_type: 'property-extension', ...properties } };
}

/** For what is made from a record, or for all: a Tocsin that reads it makes nothing of it. */
export function derived(from: string): object {
  return extension({ role: 'derived', derived_from: from });
}

/** For what stands for a record that is not handed over. */
export function named({ catalogue, kind, body }: Exported): object {
  return extension({ role: 'named', catalogue, kind, record_id: body.id });
}

/** For what carries a record, with the sources of the same catalogue that it rests on. */
export function carrying(record: Exported, sources: readonly Exported<'source'>[]): object {
  const { catalogue, kind, body, revision, modified, mark, open } = record;
  return extension({
    ...{ role: 'record', catalogue, kind, record_id: body.id, revision },
    recorded_at: modified.toISOString(),
    tlp: mark,
    record: JSON.stringify(body),
    open: open && JSON.stringify(open),
    ...carriedSources(sources),
  });
}

/** For sources on which no record rests. */
export function carryingOnly(catalogue: string, sources: readonly Exported<'source'>[]): object {
  return extension({ role: 'record', catalogue, tlp: 'CLEAR', ...carriedSources(sources) });
}

function carriedSources(sources: readonly Exported<'source'>[]): object {
  return sources.length === 0 ? {} : { sources: sources.map(({ body }) => JSON.stringify(body)) };
}

export function disclosing({ disclosure, newest }: ExportedDisclosure): object {
  const { revision, state, reason } = newest;
  return extension({
    role: 'disclosure',
    ...{ revision, state, reason },
    disclosure: JSON.stringify(disclosure),
  });
}
