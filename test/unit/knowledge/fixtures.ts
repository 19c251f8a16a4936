import { type BodyOf, RECORD_SCHEMAS, type RecordRevision } from '../../../src/domain/record.ts';

interface Recorded {
  readonly catalogue?: string;
  readonly revision?: number;
  readonly recordedAt?: string;
  readonly withdrawn?: boolean;
}

/** A revision of a record that is written as loosely as a pack writes it; defaults filled in. */
export function revisionOf(
  kind: keyof typeof RECORD_SCHEMAS,
  body: Record<string, unknown>,
  {
    catalogue = 'pack:tocsin',
    revision = 1,
    recordedAt = '2026-11-01T12:00:00Z',
    withdrawn = false,
  }: Recorded = {},
): RecordRevision {
  return {
    kind,
    body: RECORD_SCHEMAS[kind].parse(body),
    catalogue,
    revision,
    contentHash: `${catalogue} ${String(body.id)} ${revision}`,
    recordedAt: new Date(recordedAt),
    recordedBy: 'pack',
    withdrawn,
  } as RecordRevision;
}

export function source(id: string, publishedOn: string | null, recorded?: Recorded) {
  const body = {
    id,
    publisher: 'The Record',
    title: `Report ${id}`,
    url: `https://news.example/${id}`,
    publishedOn,
    tier: 'press',
  };
  return revisionOf('source', body, recorded);
}

export function incident(body: Record<string, unknown> & { id: string }, recorded?: Recorded) {
  const defaults = {
    title: `Incident ${body.id}`,
    label: body.id,
    disclosedOn: '2019-10-04',
    occurred: { from: null, to: null },
  };
  return revisionOf('incident', { ...defaults, ...body }, recorded);
}

/** An actor; names are given as plain words, or as objects where more is to be said. */
export function actor(
  id: string,
  names: readonly (string | (Record<string, unknown> & { name: string }))[],
  recorded?: Recorded,
) {
  const full = names.map((name) => ({
    usedBy: ['Microsoft'],
    sources: ['s'],
    ...(typeof name === 'string' ? { name } : name),
  }));
  return revisionOf('actor', { id, label: full[0]?.name, names: full }, recorded);
}

export function claim(
  body: Partial<Record<keyof BodyOf<'claim'>, unknown>> & { id: string },
  recorded?: Recorded,
) {
  const defaults = {
    about: body.id.split('.')[0],
    kind:
      body.figure === undefined ? (body.relation === undefined ? 'method' : 'relation') : 'figure',
    text: `Claim ${body.id}`,
    assertedBy: [{ name: 'Microsoft' }],
    basis: 'first-hand',
    status: 'asserted',
    sources: ['s'],
  };
  return revisionOf('claim', { ...defaults, ...body }, recorded);
}

export function figure(metric: string, value: number, more: Record<string, unknown> = {}) {
  return { metric, value, qualifier: 'exactly', unit: 'accounts', ...more };
}

export function advisory(
  body: Partial<Record<keyof BodyOf<'advisory'>, unknown>> & { id: string },
  recorded?: Recorded,
) {
  const defaults = {
    kind: 'security-advisory',
    title: `Advisory ${body.id}`,
    label: body.id.toUpperCase(),
    publisher: 'CISA',
    publishedOn: '2019-10-04',
    sources: ['s'],
  };
  return revisionOf('advisory', { ...defaults, ...body }, recorded);
}
