import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BodyOf, RecordKind } from '../../../../src/domain/record.ts';
import { loadPack, type Pack } from '../../../../src/ingest/pack/load.ts';

const SOUND = join(import.meta.dirname, '../../../fixtures/packs/sound');

function bodies<K extends RecordKind>(pack: Pack, kind: K): BodyOf<K>[] {
  return pack.drafts.filter((draft) => draft.kind === kind).map((draft) => draft.body as BodyOf<K>);
}

describe('loadPack', () => {
  it('tells what the pack is', async () => {
    const { catalogue, title, collectedOn } = await loadPack(SOUND);
    expect([catalogue, title, collectedOn]).toEqual(['pack:example', 'Example pack', '2021-01-31']);
  });

  it('takes the ids of subjects from their files and makes the ids of claims whole', async () => {
    const pack = await loadPack(SOUND);
    expect(bodies(pack, 'incident').map(({ id }) => id)).toEqual([
      '2020-01-example',
      '2020-02-example',
    ]);
    expect(bodies(pack, 'programme').map(({ id }) => id)).toEqual(['example-watch']);
    expect(bodies(pack, 'claim').map(({ id, about }) => [id, about])).toEqual([
      ['example-group.attribution', 'example-group'],
      ['other-group.overlaps', 'other-group'],
      ['2020-01-example.attacked', '2020-01-example'],
      ['2020-01-example.none-entered', '2020-01-example'],
      ['2020-01-example.attribution', '2020-01-example'],
      ['2020-01-example.hacked', '2020-01-example'],
      ['example-watch.price', 'example-watch'],
    ]);
  });

  it('makes references to claims whole, and leaves those of other files as they are', async () => {
    const claims = new Map(
      bodies(await loadPack(SOUND), 'claim').map((claim) => [claim.id, claim]),
    );
    expect(claims.get('2020-01-example.attacked')?.figure?.limitedBy).toEqual([
      '2020-01-example.none-entered',
    ]);
    expect(claims.get('2020-01-example.hacked')?.conflictsWith).toEqual([
      '2020-01-example.attacked',
      'example-group.attribution',
    ]);
  });

  it('reads a party as a name, as a map, and several in a list', async () => {
    const claims = new Map(
      bodies(await loadPack(SOUND), 'claim').map((claim) => [claim.id, claim]),
    );
    const parties = (id: string) => claims.get(`2020-01-example.${id}`)?.assertedBy;
    expect(parties('attacked')).toEqual([{ name: 'Example Company' }]);
    expect(parties('attribution')).toEqual([{ name: 'Example Company', through: 'A. Speaker' }]);
    expect(parties('hacked')).toEqual([
      { name: 'Example Agency' },
      { name: 'Example Wire', through: 'a headline' },
    ]);
  });

  it('reads a bare year as a date and takes a claim to be asserted unless it says otherwise', async () => {
    const pack = await loadPack(SOUND);
    expect(bodies(pack, 'incident')[0]?.occurred).toEqual({ from: '2019', to: '2019-12' });
    const claims = bodies(pack, 'claim').filter(({ about }) => about === '2020-01-example');
    expect(claims.map(({ status }) => status)).toEqual([
      'asserted',
      'asserted',
      'asserted',
      'disputed',
    ]);
    expect(claims.at(-1)?.assertedOn).toBe('2020');
  });

  it('lets two actors share a name', async () => {
    const actors = bodies(await loadPack(SOUND), 'actor');
    const sharing = actors.filter(({ names }) =>
      names.some(({ name }) => name === 'Example Group'),
    );
    expect(sharing.map(({ id }) => id)).toEqual(['example-group', 'other-group']);
  });
});
