import { describe, expect, it } from 'vitest';
import type { Storage } from '../../../src/storage/open-storage.ts';
import { lead, leadItem } from '../../support/memory-leads.ts';
import { databases } from './support/store.ts';

const server = databases();

const ADA = { id: 'U1', name: 'Ada' };
const PLACE = { platform: 'slack', tenant: 'T1', channel: 'C1' } as const;

/** A clock that is put forward by hand. */
function handClock(instant: string) {
  let now = new Date(instant);
  return {
    now: () => now,
    set(to: string) {
      now = new Date(to);
    },
  };
}

async function opened() {
  const clock = handClock('2026-11-23T12:00:00Z');
  return { storage: await (await server.create()).open({ clock }), clock };
}

async function sources({ records }: Storage) {
  const all = await records.all();
  return all.flatMap(({ kind, catalogue, body, revision, recordedBy }) =>
    kind === 'source' ? [{ body, catalogue, revision, recordedBy }] : [],
  );
}

describe('attaching a lead', () => {
  it('writes a source of the desk for each address, about the incident, once', async () => {
    const { storage } = await opened();
    const both = lead({
      items: [
        leadItem({ title: '  A title\n of two lines ' }),
        leadItem({ url: 'https://other.example/x', publisher: 'Other', title: '' }),
        leadItem({ url: undefined, title: 'No address' }),
      ],
    });
    expect(await storage.leadDesk.attach(both, 'incident-1', ADA)).toBe(2);
    expect(await storage.leadDesk.attach(both, 'incident-1', ADA)).toBe(2);
    const written = await sources(storage);
    expect(written).toMatchObject([
      {
        ...{ catalogue: 'desk', revision: 1, recordedBy: 'U1' },
        body: {
          ...{ title: 'A title of two lines', publisher: 'The Example Times', tier: 'press' },
          ...{ url: 'https://times.example/phosphorus', publishedOn: null, about: ['incident-1'] },
        },
      },
      { body: { title: '(no title)', url: 'https://other.example/x' }, revision: 1 },
    ]);
  });

  it('keeps what a source was said to be about, and says what its publisher says now', async () => {
    const { storage } = await opened();
    await storage.leadDesk.attach(lead(), 'incident-1', ADA);
    const later = lead({ items: [leadItem({ title: 'Another title' })] });
    await storage.leadDesk.attach(later, 'incident-2', ADA);
    const written = await sources(storage);
    expect(written.at(-1)).toMatchObject({
      body: { title: 'Another title', about: ['incident-1', 'incident-2'] },
      revision: 2,
    });
    expect(new Set(written.map(({ body }) => body.id)).size).toBe(1);
  });
});

describe('a draft that was begun from a lead', () => {
  it('is known by either', async () => {
    const { storage, clock } = await opened();
    const { leadDesk } = storage;
    await leadDesk.drafted('D-00001', 'L-7F3KQ');
    clock.set('2026-11-23T12:00:01Z');
    await leadDesk.drafted('D-00002', 'L-7F3KQ');
    expect(await leadDesk.leadOf('D-00001')).toBe('L-7F3KQ');
    expect(await leadDesk.leadOf('D-00003')).toBeUndefined();
    expect(await leadDesk.disclosureOf('L-7F3KQ')).toBe('D-00002');
    expect(await leadDesk.disclosureOf('L-00000')).toBeUndefined();
  });
});

describe('editors’ channels', () => {
  it('are turned on and off, each once', async () => {
    const { storage, clock } = await opened();
    const { editorChannels: channels } = storage;
    const who = { by: ADA, byOperator: false };
    expect(await channels.set(PLACE, false, who)).toBe(false);
    expect(await channels.set(PLACE, true, who)).toBe(true);
    expect(await channels.set(PLACE, true, who)).toBe(false);
    const first = { ...who, place: PLACE, on: true, since: new Date('2026-11-23T12:00:00Z') };
    expect(await channels.of(PLACE)).toEqual(first);
    clock.set('2026-11-24T12:00:00Z');
    const other = { by: { id: 'root', name: 'root' }, byOperator: true };
    expect(await channels.set(PLACE, false, other)).toBe(true);
    expect(await channels.list()).toEqual([{ ...first, ...other, on: false }]);
    expect(await channels.set(PLACE, true, who)).toBe(true);
    expect(await channels.of(PLACE)).toMatchObject({ since: new Date('2026-11-24T12:00:00Z') });
    expect(await channels.of({ ...PLACE, tenant: 'T2' })).toBeUndefined();
  });
});
