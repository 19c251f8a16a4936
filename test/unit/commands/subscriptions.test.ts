import { beforeEach, describe, expect, it } from 'vitest';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { filterInWords } from '../../../src/present/filter-words.ts';
import { followedInWords } from '../../../src/present/subscriptions-card.ts';
import { filter } from '../disclosure/samples.ts';
import { actor } from '../knowledge/fixtures.ts';
import { ADMINISTRATOR, buttons, NEIGHBOUR, OPERATOR, READER } from './desk.ts';
import { type FollowHouse, openFollowHouse, words } from './follow-house.ts';

let house: FollowHouse;
beforeEach(async () => {
  house = await openFollowHouse();
});

const OTHER = { ...ADMINISTRATOR, where: { ...ADMINISTRATOR.where, channel: 'C2' } };

describe('subscriptions', () => {
  it('tells everybody what the channel follows, by whom and since when', async () => {
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus every:day mention:S1 pause:2027');
    await house.as(OTHER, 'subscribe APT29');
    const said = await house.says(READER, 'subscriptions');
    expect(said).toContain(
      'Everything of severity high or above about Phosphorus; once a day at 08:00 (Europe/Berlin). Added by Name of UADMIN, 23 Nov 2026, 12:00 UTC. Mentions the group S1. Paused until 31 Dec 2026, 23:00 UTC.',
    );
    expect(said).not.toContain('APT29');
    expect(buttons(await house.as(READER, 'subscriptions'))).toEqual(['preview']);
    expect(buttons(await house.as(ADMINISTRATOR, 'subscriptions'))).toContain('subscribe');
  });

  it('says that nothing is followed, and how to begin', async () => {
    expect(await house.says(READER, 'subscriptions')).toContain(
      'This channel follows nothing. To follow a group: /tocsin subscribe Phosphorus.',
    );
    expect(await house.says(OPERATOR, 'subscriptions')).toContain('Name a channel:');
    expect(await house.says(OPERATOR, 'subscriptions in:slack/T1/C1')).toContain(
      'subscribe Phosphorus in:slack/T1/C1',
    );
  });

  it('lists any number, a page at a time, each once', async () => {
    const words_ = Array.from({ length: 21 }, (_, index) => `word${index}`);
    for (const word of words_) await house.as(ADMINISTRATOR, `subscribe include:${word}`);
    let line: string | undefined = 'subscriptions';
    const seen: string[] = [];
    while (line !== undefined) {
      const page = await house.as(READER, line);
      seen.push(...(words(page.card).match(/word\d+/g) ?? []));
      line = page.card.actions.find(({ label }) => label === 'Later ones')?.commandLine;
    }
    expect(seen).toEqual(words_);
    expect(await house.says(READER, 'subscriptions')).toContain('1 to 8 shown');
  });

  it('shows those of all channels to whoever may subscribe one, and of no other tenant', async () => {
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus');
    await house.as(OTHER, 'subscribe APT29');
    await house.as(NEIGHBOUR, 'subscribe APT42');
    expect((await house.as(READER, 'subscriptions all:true')).answered).toBe(false);
    const said = await house.says(ADMINISTRATOR, 'subscriptions all:true');
    expect(said).toMatch(/2 subscriptions in this workspace.* C1 .*Phosphorus.* C2 .*APT29/);
    expect(said).not.toContain('APT42');
    expect(await house.says(OPERATOR, 'subscriptions in:slack/T2')).toContain('APT42');
  });

  it('says why nothing is posted, what to do, and how to try again', async () => {
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus');
    const [one] = await house.subscriptions.of(ADMINISTRATOR.where);
    const { channel } = house.subscriptions;
    Object.assign(house.subscriptions, {
      channel: async (place: typeof ADMINISTRATOR.where) => ({
        ...(await channel(place)),
        rest: { why: 'no-access', reason: 'not_in_channel', since: new Date('2026-11-22') },
      }),
    });
    const said = await house.says(ADMINISTRATOR, 'subscriptions');
    expect(said).toContain('Nothing is posted here since 22 Nov 2026');
    expect(said).toContain('not_in_channel.');
    expect(said).toContain('add it to the channel');
    expect(buttons(await house.as(ADMINISTRATOR, 'subscriptions'))).toContain(
      `subscribe ${one!.id}`,
    );
  });
});

describe('what is followed, in words', () => {
  const knowledge = createKnowledge([
    actor('phosphorus', ['Phosphorus']),
    actor('phosphorus-misp', ['Phosphorus'], { catalogue: 'misp-galaxy' }),
    ...['a', 'b', 'c', 'd'].map((id) => actor(`g-${id}`, [`Group ${id.toUpperCase()}`])),
  ]);

  it.each([
    [{}, 'Everything of severity high or above'],
    [{ severity: 'low' as const }, 'Everything'],
    [
      { actors: ['phosphorus', 'phosphorus-misp'] },
      'Everything of severity high or above about Phosphorus (2 records)',
    ],
    [
      { actors: ['g-a', 'g-b', 'g-c', 'g-d'], severity: 'critical' as const },
      'Everything of severity critical about Group A, Group B, Group C or Group D',
    ],
    [
      { kinds: ['correction' as const, 'retraction' as const], severity: 'low' as const },
      'Corrections and retractions',
    ],
    [
      { include: ['a1', 'b1', 'c1', 'd1', 'e1'], severity: 'low' as const },
      'Everything, mentioning “a1”, “b1”, “c1” or 2 more',
    ],
  ])('%j', (changes, expected) => {
    expect(filterInWords(filter(changes), knowledge)).toBe(expected);
  });

  it('names the channel, for Home', async () => {
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus');
    const page = await house.subscriptions.list(ADMINISTRATOR.where, 0, 10);
    expect(followedInWords(page, house.services.knowledge())).toEqual([
      'C1: Everything of severity high or above about Phosphorus; as it comes',
    ]);
  });
});
