import { describe, expect, test } from 'vitest';
import { mispEvents } from '../../../../src/ingest/misp-events/misp-events.ts';
import { formatContract } from '../../../contract/ingest/format-contract.ts';
import { filesAt, inputAt, inputOf } from '../../../support/inputs.ts';
import { readAll, recordsOf } from '../../../support/reading.ts';
import { sharedData } from '../../../support/shared-data.ts';
import { event, feed, GROUP, type MadeUp, response, uuid } from './made-up-events.ts';

const ESET = sharedData('misp-events/eset');
const first: MadeUp = { uuid: uuid(1), info: 'One', tags: ['tlp:white', GROUP('狼毒草')] };
const second: MadeUp = { uuid: uuid(2), info: 'Two', tags: ['tlp:clear', GROUP('admin@338')] };
const third: MadeUp = { uuid: uuid(3), info: 'Three', tags: ['TLP:WHITE', GROUP('[Vault 7/8]')] };
const three = response(first, second, third);
const brokenEvent = JSON.stringify({
  response: [event(first), { Event: { uuid: 'no', info: 5 } }, event(third)],
});
const files = feed(first, second, third);

formatContract('misp-events', mispEvents, [
  {
    title: 'a file of several events',
    input: inputOf(three),
    broken: inputOf(brokenEvent),
    truncated: inputOf(three.slice(0, three.length / 2)),
  },
  {
    title: 'a folder of events',
    input: inputOf({
      'a.json': response(first),
      'b.json': response(second),
      'c.json': response(third),
    }),
    broken: inputOf({ 'a.json': response(first), 'b.json': '{"Eve', 'c.json': response(third) }),
  },
  {
    title: 'a feed in a folder',
    input: inputOf(files),
    broken: inputOf({
      ...files,
      'manifest.json': files['manifest.json']!.replace(uuid(2), 'not-a-uuid'),
    }),
    truncated: inputOf({ ...files, 'manifest.json': '{"5d9b' }),
  },
  {
    title: 'what ESET published',
    input: ESET === undefined ? undefined : inputAt(ESET),
    options: { 'published-at': 'https://example.org/eset' },
  },
]);

async function read(made: readonly MadeUp[], options = {}) {
  return readAll(mispEvents, inputOf(response(...made)), { options });
}

describe('what an event gives', () => {
  test('a claim of its publisher, on its day, for each group that is tagged', async () => {
    const result = await read([first, third]);
    const labels = recordsOf(result, 'actor').map(({ label, names }) => [label, names[0]?.usedBy]);
    expect(labels).toEqual([
      ['狼毒草', ['First Vendor']],
      ['[Vault 7/8]', ['First Vendor']],
    ]);
    expect(recordsOf(result, 'claim')[0]).toMatchObject({
      kind: 'attribution',
      about: recordsOf(result, 'actor')[0]?.id,
      text: 'First Vendor lays what it shares in “One” to 狼毒草, by a tag.',
      assertedBy: [{ name: 'First Vendor' }],
      assertedOn: '2026-03-01',
      tlp: 'CLEAR',
    });
  });

  test('never a group that is not tagged, whatever its text and its indicators name', async () => {
    const result = await read([
      {
        uuid: uuid(1),
        info: 'APT28 attacks',
        tags: [
          'tlp:clear',
          'APT28',
          'misp-galaxy:tool="X-Agent"',
          { name: GROUP('Local'), local: 1 },
        ],
        attributes: [{ type: 'threat-actor', category: 'Attribution', value: 'APT28' }],
      },
    ]);
    expect(recordsOf(result, 'actor')).toEqual([]);
    expect(recordsOf(result, 'claim').map(({ kind, text }) => [kind, text])).toEqual([
      ['response', 'First Vendor shares technical findings: “APT28 attacks”.'],
    ]);
    expect(result.notes).toEqual({
      'group named in an attribute, without a tag': 1,
      'tag that is set on one server only': 1,
    });
  });

  test('one tag is one group, whoever sets it', async () => {
    const other = { ...first, uuid: uuid(7), org: 'Second Vendor' };
    const actors = recordsOf(await read([first, other]), 'actor');
    expect(actors.map(({ names }) => names.map(({ usedBy }) => usedBy))).toEqual([
      [['First Vendor', 'Second Vendor']],
    ]);
  });

  test('targets that are tagged are told of the one group that is', async () => {
    const tags = ['tlp:clear', GROUP('Vale'), 'misp-galaxy:target-information="Ukraine"'];
    const result = await read([{ uuid: uuid(1), tags }]);
    expect(recordsOf(result, 'claim').map(({ about, text }) => [about, text])[1]).toEqual([
      recordsOf(result, 'actor')[0]?.id,
      'First Vendor names as targets in “A report”, by tags: Ukraine.',
    ]);
  });

  test('links are reports, not indicators and not pages that look samples up', async () => {
    const attributes = [
      { type: 'url', category: 'Network activity', value: 'https://bad.example/c2' },
      { type: 'url', category: 'External analysis', to_ids: true, value: 'https://bad.example/x' },
      { type: 'link', category: 'External analysis', deleted: true, value: 'https://old.example/' },
      { type: 'link', category: 'External analysis', value: 'javascript:alert(1)' },
      { type: 'link', category: 'External analysis', value: 'https://www.virustotal.com/file/1/' },
    ];
    const sources = recordsOf(await read([{ uuid: uuid(1), attributes }]), 'source');
    expect(sources.map(({ url }) => url)).toEqual(['https://example.org/01']);
  });

  test('an event without a link is taken where it can be read itself', async () => {
    const bare = { uuid: uuid(1), links: [] };
    const nowhere = await read([bare, second]);
    expect(nowhere.skips).toMatchObject([{ reason: 'no address to cite' }]);
    const input = inputOf({ 'eset/a b.json': response(bare) });
    const options = { 'published-at': 'https://example.org/iocs' };
    const placed = await readAll(mispEvents, input, { options });
    expect(recordsOf(placed, 'source')).toMatchObject([
      {
        url: 'https://example.org/iocs/eset/a%20b.json',
        publisher: 'First Vendor',
        title: 'A report',
        publishedOn: '2026-03-01',
      },
    ]);
  });
});

describe('what is refused', () => {
  test.each(['{}', '[]', '[1]', '"text"', '{"Event": {}}'])('%s is no event', async (text) => {
    const result = readAll(mispEvents, inputOf(text));
    await expect(result).rejects.toMatchObject({ code: 'misp-events.no-events' });
  });

  test('a folder in which there is none', async () => {
    const result = readAll(mispEvents, inputOf({ 'a.txt': '' }));
    await expect(result).rejects.toMatchObject({ code: 'misp-events.no-events' });
  });

  test('options that mean nothing', async () => {
    await expect(read([first], { unmarked: 'PURPLE' })).rejects.toMatchObject({
      code: 'misp-events.no-mark',
    });
    await expect(read([first], { 'published-at': 'file:///etc' })).rejects.toMatchObject({
      code: 'misp-events.no-address',
    });
  });
});

describe.skipIf(ESET === undefined)('what ESET published (third-party files)', () => {
  const fileCount = () => Object.keys(filesAt(ESET!)).filter((one) => one.endsWith('.json')).length;

  test('each event gives claims under where it is published, and only tagged groups', async () => {
    const options = { 'published-at': 'https://github.com/eset/malware-ioc/blob/master' };
    const result = await readAll(mispEvents, inputAt(ESET!), { options });
    const events = new Set(recordsOf(result, 'claim').map(({ sources }) => sources[0]));
    expect(events.size).toBe(fileCount());
    expect(result.skips).toEqual([]);
    // TeleBots alone bears a mark, so that the groups of the others are not told openly.
    expect(recordsOf(result, 'actor').map(({ label }) => label)).toEqual(['TeleBots']);
    expect(result.notes['event without a mark, taken as TLP:AMBER']).toBe(8);
    const open = await readAll(mispEvents, inputAt(ESET!), {
      options: { ...options, unmarked: 'clear' },
    });
    expect(recordsOf(open, 'actor').map(({ label }) => label)).toEqual([
      ...['APT 29', 'Sofacy', 'TeleBots', 'Turla Group', 'Axiom'],
    ]);
  });

  test('without an address, the five that link to no report are passed over', async () => {
    const result = await readAll(mispEvents, inputAt(ESET!));
    expect(result.skips.map(({ reason }) => reason)).toEqual(Array(5).fill('no address to cite'));
  });
});
