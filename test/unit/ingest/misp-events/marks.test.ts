import { describe, expect, test } from 'vitest';
import type { RecordRevision } from '../../../../src/domain/record.ts';
import { RECORD_SCHEMAS } from '../../../../src/domain/record.ts';
import type { Tlp } from '../../../../src/domain/vocabulary.ts';
import { mispEvents } from '../../../../src/ingest/misp-events/misp-events.ts';
import { toHoldings } from '../../../../src/knowledge/holding.ts';
import { revisionsWithin } from '../../../../src/knowledge/within.ts';
import { inputOf } from '../../../support/inputs.ts';
import { type Read, readAll, recordsOf } from '../../../support/reading.ts';
import { feed, GROUP, type MadeUp, response, uuid } from './made-up-events.ts';

const OPEN: MadeUp = {
  uuid: uuid(1),
  info: 'Told to all',
  tags: ['tlp:clear', GROUP('Known Fox')],
};
const CLOSED: MadeUp = {
  uuid: uuid(2),
  info: 'Secret title',
  org: 'Secret Org',
  date: '2026-07-07',
  tags: [
    'tlp:amber',
    GROUP('Known Fox'),
    GROUP('Secret Fox'),
    'misp-galaxy:sector="Secret sector"',
  ],
  links: ['https://secret.example/report', 'https://example.org/01'],
};
const SECRETS = /secret|2026-07-07|amber/i;

async function read(made: readonly MadeUp[], options = {}): Promise<Read> {
  return readAll(mispEvents, inputOf(response(...made)), { options });
}

/** All that is left of what was read for somebody who may see no more than the ceiling. */
function seenWithin(ceiling: Tlp, { candidates }: Read): readonly RecordRevision[] {
  const revisions = candidates.map(
    ({ kind, body }, at) =>
      ({
        kind,
        body: RECORD_SCHEMAS[kind].parse(body),
        catalogue: 'misp-events',
        revision: 1,
        contentHash: String(at),
        recordedAt: new Date(0),
        recordedBy: 'import',
        withdrawn: false,
      }) as RecordRevision,
  );
  return revisionsWithin(ceiling, toHoldings(revisions), revisions);
}

async function marksOf(...tags: string[]): Promise<readonly string[]> {
  return recordsOf(await read([{ uuid: uuid(1), tags }]), 'claim').map(({ tlp }) => tlp);
}

describe('an event above CLEAR', () => {
  test('leaves nothing to see where its claims may not be seen', async () => {
    const seen = seenWithin('GREEN', await read([OPEN, CLOSED]));
    expect(JSON.stringify(seen)).not.toMatch(SECRETS);
    // Nor by what is there at all: the same as if it had never been read.
    const bodies = (revisions: readonly RecordRevision[]) => revisions.map(({ body }) => body);
    expect(bodies(seen)).toEqual(bodies(seenWithin('GREEN', await read([OPEN]))));
  });

  test('is all there where they may be', async () => {
    const seen = seenWithin('AMBER', await read([OPEN, CLOSED]));
    const texts = seen.flatMap(({ kind, body }) => (kind === 'claim' ? [body.text] : []));
    expect(texts).toEqual([
      'First Vendor lays what it shares in “Told to all” to Known Fox, by a tag.',
      'Secret Org lays what it shares in “Secret title” to Known Fox, by a tag.',
      'Secret Org lays what it shares in “Secret title” to Secret Fox, by a tag.',
      'Secret Org names as targets in “Secret title”, by tags: Secret sector.',
    ]);
  });

  test('gives a group no record and no user of its name', async () => {
    const actors = recordsOf(await read([OPEN, CLOSED]), 'actor');
    expect(actors.map(({ label, names }) => [label, names[0]?.usedBy])).toEqual([
      ['Known Fox', ['First Vendor']],
    ]);
  });
});

describe('marks', () => {
  test.each([
    [['tlp:white'], 'CLEAR'],
    [['TLP:CLEAR'], 'CLEAR'],
    [['tlp:green'], 'GREEN'],
    [['tlp:amber+strict'], 'AMBER+STRICT'],
    [['tlp:red'], 'RED'],
    [['tlp: Amber'], 'AMBER'],
    [['tlp:clear', 'tlp:green'], 'GREEN'],
    [['tlp:unclear'], 'RED'],
    [['tlp:purple', 'tlp:clear'], 'RED'],
    [[{ name: 'tlp:red', local: true } as unknown as string, 'tlp:clear'], 'RED'],
    [['PAP:CLEAR'], 'AMBER'],
    [[], 'AMBER'],
  ])('%j is %s', async (tags, mark) => {
    expect(await marksOf(...tags)).toEqual([mark]);
  });

  test('an event without one takes the one that the option gives', async () => {
    const [claim] = recordsOf(
      await read([{ uuid: uuid(1), tags: [] }], { unmarked: 'green' }),
      'claim',
    );
    expect(claim?.tlp).toBe('GREEN');
  });

  test('an event whose publisher must not be named is passed over', async () => {
    const result = await read([OPEN, { ...CLOSED, tags: ['tlp:amber', 'tlp:ex:chr'] }]);
    expect(result.skips).toMatchObject([
      { reason: 'its publisher must not be named (TLP:EX:CHR)' },
    ]);
    expect(JSON.stringify(result.candidates)).not.toMatch(SECRETS);
  });

  test('a link that is marked stricter than its event is left out', async () => {
    const link = { type: 'link', category: 'External analysis', value: 'https://secret.example/' };
    const attributes = [{ ...link, Tag: [{ name: 'tlp:amber' }] }];
    const result = await read([{ ...OPEN, attributes }]);
    expect(JSON.stringify(result.candidates)).not.toMatch(SECRETS);
    expect(result.notes).toEqual({ 'link marked stricter than its event, left out': 1 });
  });

  test('in a feed the stricter of manifest and event binds', async () => {
    const files = feed(OPEN);
    const path = `${OPEN.uuid}.json`;
    const marked = { ...files, [path]: files[path]!.replace('tlp:clear', 'tlp:red') };
    const claims = recordsOf(await readAll(mispEvents, inputOf(marked)), 'claim');
    expect(claims.map(({ tlp }) => tlp)).toEqual(['RED']);
  });
});
