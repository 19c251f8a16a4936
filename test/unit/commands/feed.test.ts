import { beforeEach, describe, expect, it } from 'vitest';
import type { Probed } from '../../../src/leads/probe.ts';
import { leadItem, NAMES_PHOSPHORUS } from '../../support/memory-leads.ts';
import {
  ADMINISTRATOR,
  AT_CONSOLE,
  buttons,
  EDITOR,
  GUILD_EDITOR,
  type LeadsHouse,
  openLeadsHouse,
  READER,
} from './leads-house.ts';

let house: LeadsHouse;
beforeEach(async () => {
  house = await openLeadsHouse();
});

const URL = 'https://times.example/feed.xml';
const ADD = `feed add ${URL} publisher:"The Example Times" tier:press`;

async function added(): Promise<string> {
  await house.as(EDITOR, ADD);
  const [feed] = await house.services.feeds.list();
  return feed?.id ?? '';
}

describe('adding a feed', () => {
  it('keeps what was given, holds what it raises, and posts nothing', async () => {
    const { answered, card } = await house.as(EDITOR, ADD);
    expect(answered).toBe(true);
    expect(card.title).toBe('Feed of The Example Times');
    expect(await house.services.feeds.list()).toMatchObject([
      {
        ...{ url: URL, publisher: 'The Example Times', tier: 'press', policy: 'hold' },
        addedBy: EDITOR.who,
      },
    ]);
    expect(await house.says(EDITOR, ADD)).toContain('There is a feed with this address.');
    expect(await house.services.feeds.list()).toHaveLength(1);
  });

  it.each([
    [`feed add ${URL}`, 'A feed needs a publisher (publisher:) and a tier (tier:)'],
    [`feed add ${URL} publisher:Times`, 'A feed needs a tier (tier:)'],
    ['feed add', 'The address is missing.'],
    ['feed add times.example publisher:Times tier:press', 'is no web address'],
    ['feed add ftp://times.example publisher:Times tier:press', 'is no web address'],
    ['feed add https://u:secret@times.example publisher:Times tier:press', 'a name or a password'],
    [`feed add ${URL} publisher:Times tier:blog`, 'cannot be used for tier'],
    ['feed pause', 'No feed is named.'],
    ['feed pause F-00000', 'There is no feed “F-00000”.'],
    ['feed nonsense', 'It takes one of: list, add'],
  ])('%s: says what is wrong and adds nothing', async (line, words) => {
    const { answered } = await house.as(EDITOR, line);
    expect(answered).toBe(false);
    expect(await house.says(EDITOR, line)).toContain(words);
    expect(await house.services.feeds.list()).toEqual([]);
    expect(house.faults).toEqual([]);
  });

  it('keeps what was given in a form, takes what a form holds, and tells how to type it', async () => {
    const answer = await house.as(EDITOR, `feed add ${URL} policy:drop`);
    expect(buttons(answer)).toEqual([`form feed act:add feed:"${URL}" policy:drop`]);
    expect(buttons(await house.as(EDITOR, 'feed'))).toEqual(['form feed']);
    const filled = `feed feed:"${URL}" publisher:Times tier:press`;
    expect((await house.as(EDITOR, filled)).card.title).toBe('Feed of Times');
    expect(await house.says(EDITOR, 'feed')).toContain('/tocsin feed add https://…');
    expect(await house.says(GUILD_EDITOR, 'feed')).toContain('/tocsin-desk feed add https://…');
  });
});

describe('a feed', () => {
  it('is listed, paused, resumed and changed by its id or its address', async () => {
    const id = await added();
    expect(await house.says(EDITOR, 'feeds')).toContain(`${id} · The Example Times (press)`);
    expect(await house.says(EDITOR, `feed pause ${id}`)).toContain('State paused: by an editor');
    expect(buttons(await house.as(EDITOR, `feed list ${id}`))).toContain(`feed resume ${id}`);
    expect(await house.says(EDITOR, `feed resume ${URL}`)).toContain('State active');
    expect(await house.says(EDITOR, `feed change ${id} policy:publish severity:high`)).toContain(
      'Severity high, of what is published at once',
    );
    expect(await house.says(EDITOR, `feed change ${id}`)).toContain('Nothing is given');
    expect(await house.services.feeds.get(id)).toMatchObject({ policy: 'publish', tier: 'press' });
  });

  it('is removed, and can be added again as it was', async () => {
    const id = await added();
    await house.as(EDITOR, `feed change ${id} policy:drop`);
    const removed = await house.as(EDITOR, `feed remove ${id.toLowerCase()}`);
    expect(await house.services.feeds.list()).toEqual([]);
    await house.as(EDITOR, buttons(removed)[0] ?? '');
    expect(await house.services.feeds.list()).toMatchObject([
      { url: URL, publisher: 'The Example Times', tier: 'press', policy: 'drop' },
    ]);
  });

  it('is shown again, not acted on again, when its page is turned', async () => {
    const id = await added();
    expect((await house.as(EDITOR, `feed pause ${id}`)).commandLine).toBe(`feed list ${id}`);
    expect((await house.as(EDITOR, `feed remove ${id}`)).commandLine).toBe('feed');
  });
});

describe('testing an address', () => {
  const found: Probed = {
    is: 'feed',
    title: 'Times',
    kind: 'RSS',
    url: 'https://www.times.example/feed.xml',
    items: [
      { item: leadItem({ title: 'Phosphorus again' }), reasons: [NAMES_PHOSPHORUS] },
      {
        item: leadItem({ title: 'Of a secret' }),
        reasons: [{ ...NAMES_PHOSPHORUS, id: 'hidden' }],
      },
      { item: leadItem({ title: 'Rain' }), reasons: [] },
    ],
    total: 30,
  };

  it('says what stands there, what would be raised and why, and keeps nothing', async () => {
    house.finds(found);
    const words = await house.says(EDITOR, `feed test ${URL}`);
    expect(words).toContain('leads to a feed (RSS) that calls itself “Times”');
    expect(words).toContain('It carries 30 items; the newest 3 stand here.');
    expect(words).toContain('“Phosphorus again”, no date. Names the group Phosphorus');
    expect(words).toContain('It would wait in the inbox: the policy hold.');
    expect(words).toContain('It names nothing known here, and would be passed over.');
    expect(await house.services.feeds.list()).toEqual([]);
  });

  it('names no record that may not be shown where it is asked', async () => {
    house.finds(found);
    const { card } = await house.as(EDITOR, `feed test ${URL}`);
    expect(JSON.stringify(card)).not.toContain('hidden');
    const list = card.blocks.find((block) => block.type === 'list');
    expect(JSON.stringify(list?.type === 'list' && list.items[1])).not.toContain('Names');
  });

  it('tests a feed by its id, with its own policy, and says what the address does wrong', async () => {
    const id = await added();
    await house.as(EDITOR, `feed change ${id} policy:drop`);
    house.finds(found);
    expect(await house.says(EDITOR, `feed test ${id}`)).toContain('not raised: the policy drop');
    expect(house.probed).toEqual([URL]);
    house.finds({ is: 'problem', problem: 'It answered 404.', remedy: 'Look for it.' });
    expect((await house.as(EDITOR, `feed test ${id}`)).answered).toBe(false);
    expect(await house.says(EDITOR, `feed test ${id}`)).toContain('It answered 404. Look for it.');
  });

  it('asks nothing of an address that holds a password', async () => {
    await house.as(EDITOR, 'feed test https://u:secret@times.example/');
    expect(house.probed).toEqual([]);
  });
});

describe('who is no editor', () => {
  it('sees no feed and changes none, and is written down', async () => {
    const id = await added();
    for (const person of [READER, ADMINISTRATOR]) {
      for (const line of ['feed', `feed list ${id}`, `feed remove ${id}`, `feed test ${URL}`]) {
        expect((await house.as(person, line)).card.title).toBe('Not open to you here');
        expect(await house.says(person, line)).not.toContain('Times');
      }
    }
    expect(await house.services.feeds.list()).toHaveLength(1);
    expect(house.probed).toEqual([]);
    const { entries } = await house.services.audit.list(EDITOR.where, 0, 3);
    expect(entries.every(({ outcome }) => outcome === 'refused')).toBe(true);
  });

  it('learns of what was done to which feed, and nothing of its words', async () => {
    const id = await added();
    await house.as(EDITOR, `feed pause ${id}`);
    const { entries } = await house.services.audit.list(EDITOR.where, 0, 10);
    expect(entries.map(({ detail, outcome }) => [detail, outcome])).toEqual([
      [`feed pause ${id}`, 'done'],
      ['feed add … publisher:… tier:press', 'done'],
    ]);
  });
});

it('is the same for an operator at the console', async () => {
  expect((await house.as(AT_CONSOLE, ADD)).answered).toBe(true);
});
