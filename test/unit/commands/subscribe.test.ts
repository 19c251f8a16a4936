import { beforeEach, describe, expect, it } from 'vitest';
import { ADMINISTRATOR, buttons, GUILD, NEIGHBOUR, OPERATOR, READER } from './desk.ts';
import { type FollowHouse, openFollowHouse, words } from './follow-house.ts';

let house: FollowHouse;
beforeEach(async () => {
  house = await openFollowHouse();
});

const HERE = ADMINISTRATOR.where;
const DIRECT = { ...ADMINISTRATOR, where: { ...HERE, channel: 'D0123' } };
const OWN_ID = { ...ADMINISTRATOR, where: { ...HERE, channel: 'U0123' } };
const DISCORD_DIRECT = { ...GUILD, where: { ...GUILD.where, tenant: 'user:1001' } };

async function followedHere() {
  return await house.subscriptions.of(HERE);
}

describe('subscribe', () => {
  it('follows a group by any name, calmly, and tells the channel once who did it', async () => {
    const done = await house.as(ADMINISTRATOR, 'subscribe Charming Kitten');
    const [one] = await followedHere();
    expect(one).toMatchObject({
      filter: { actors: ['phosphorus'], severity: 'high', incidents: [] },
      cadence: { every: 'item' },
      mention: undefined,
      pausedUntil: undefined,
      addedBy: { id: 'UADMIN', name: 'Name of UADMIN' },
    });
    expect(words(done.card)).toContain(
      'Everything of severity high or above about Phosphorus; as it comes.',
    );
    expect(words(done.card)).toContain('Medium and low are left out');
    expect(words(done.card)).toContain('Nothing older is posted.');
    expect(buttons(done)).toContain(`subscribe ${one!.id} severity:low`);
    expect(buttons(done)).toContain(`preview ${one!.id}`);
    const [announced] = house.announced;
    expect(announced).toMatchObject({
      place: HERE,
      key: `subscribed/${one!.id}/${one!.addedAt.getTime()}`,
    });
    expect(words(announced!.card)).toContain(
      `Name of UADMIN subscribed this channel to everything of severity high or above about Phosphorus, as it comes. To stop: /tocsin unsubscribe ${one!.id}`,
    );
    await house.as(ADMINISTRATOR, 'subscribe phosphorus');
    expect(house.announced).toHaveLength(1);
    expect(await followedHere()).toHaveLength(1);
  });

  it('says what it changed of what was followed already', async () => {
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus');
    const said = await house.says(ADMINISTRATOR, 'subscribe Phosphorus at:8');
    expect(said).toMatch(/^Subscription changed .*once a day at 08:00/);
    expect(said).toContain(
      'Before: everything of severity high or above about Phosphorus, as it comes.',
    );
    expect(await house.says(ADMINISTRATOR, 'subscribe Phosphorus at:8')).toMatch(
      /^Followed already/,
    );
  });

  it('says when no group is linked to the country that was named', async () => {
    const said = await house.says(ADMINISTRATOR, 'subscribe origin:Narnia');
    expect(said).toContain('Nobody links a group that is recorded here to Narnia');
    expect(await house.says(ADMINISTRATOR, 'subscribe origin:iran')).not.toContain('Nobody links');
  });

  it('follows every record that a name leads to, and says so', async () => {
    const said = await house.says(ADMINISTRATOR, 'subscribe Mint Sandstorm');
    expect(said).toContain(
      '“Mint Sandstorm” leads to 2 records, and all are followed: Phosphorus (Tocsin pack) and APT42 (Tocsin pack).',
    );
    expect((await followedHere())[0]?.filter.actors).toEqual(['phosphorus', 'apt42']);
  });

  it('follows an incident, and everything', async () => {
    await house.as(ADMINISTRATOR, 'subscribe SolarWinds');
    await house.as(ADMINISTRATOR, 'subscribe everything severity:critical');
    expect((await followedHere()).map(({ filter }) => [filter.incidents, filter.severity])).toEqual(
      [
        [['2020-12-solarwinds'], 'high'],
        [[], 'critical'],
      ],
    );
  });

  it('takes every part of a filter, a cadence, a mention and a pause, and says them in words', async () => {
    const said = await house.says(
      ADMINISTRATOR,
      'subscribe Phosphorus severity:medium origin:Iran,Russia sector:media kind:update include:accounts, "named targets" exclude:draft publisher:Microsoft every:week on:friday at:7:30 mention:<!subteam^S0123|@desk> pause:2027-01-01',
    );
    expect(said).toContain(
      'Updates of severity medium or above about Phosphorus, of groups that somebody links to Iran or Russia, concerning news media, from Microsoft, mentioning “accounts” or “named targets”, not mentioning “draft”; every Friday at 07:30 (Europe/Berlin).',
    );
    expect(said).toContain('the group S0123');
    expect((await followedHere())[0]).toMatchObject({
      cadence: { every: 'week', on: 'friday', at: '07:30', zone: 'Europe/Berlin' },
      mention: 'S0123',
      pausedUntil: new Date('2026-12-31T23:00:00Z'),
    });
  });

  it('asks where neither a subject nor a filter is given, and follows nothing', async () => {
    for (const line of ['subscribe', 'subscribe every:day', 'subscribe exclude:draft']) {
      const asked = await house.as(ADMINISTRATOR, line);
      expect(asked.answered).toBe(true);
      expect(words(asked.card)).toContain('What should this channel follow?');
    }
    expect(await followedHere()).toEqual([]);
    expect(house.announced).toEqual([]);
  });

  it('makes a filter alone a subscription', async () => {
    await house.as(ADMINISTRATOR, 'subscribe origin:Iran');
    expect((await followedHere())[0]?.filter.origins).toEqual(['Iran']);
  });

  it.each([
    ['subscribe Fosforus', 'Did you mean Phosphorus'],
    ['subscribe AccountGuard', 'is a standing programme'],
    ['subscribe S-AAAAA', 'This channel has no subscription S-AAAAA'],
    ['subscribe Phosphorus at:25:00', '“25:00” is no time of day.'],
    ['subscribe Phosphorus every:day zone:Atlantis', '“Atlantis” is no time zone'],
    ['subscribe Phosphorus every:item at:08:00', 'has no time'],
    ['subscribe Phosphorus pause:2019', 'would be over already'],
    ['subscribe Phosphorus include:"!!"', 'neither a letter nor a digit'],
    ['subscribe Phosphorus mention:@everyone', 'never used'],
    ['subscribe Phosphorus mention:<!here>', 'never used'],
    ['subscribe Phosphorus mention:@channel', 'never used'],
    ['subscribe Phosphorus mention:@desk', 'is no user group'],
    ['subscribe Phosphorus mention:123', 'is no user group'],
  ])('refuses %s, says why, and follows nothing', async (line, why) => {
    const refused = await house.as(ADMINISTRATOR, line);
    expect(refused.answered).toBe(false);
    expect(words(refused.card)).toContain(why);
    expect(await followedHere()).toEqual([]);
    expect(house.faults).toEqual([]);
  });

  it('keeps the rest of the line when a close name is chosen', async () => {
    const asked = await house.as(ADMINISTRATOR, 'subscribe Fosforus severity:low every:day');
    expect(buttons(asked)[0]).toBe('subscribe severity:low every:day subject:phosphorus');
    expect((await house.as(ADMINISTRATOR, buttons(asked)[0]!)).answered).toBe(true);
    expect((await followedHere())[0]?.filter).toMatchObject({ severity: 'low' });
  });

  it('never calls the role of everybody on Discord, and takes another', async () => {
    const { tenant } = GUILD.where;
    for (const everybody of [tenant, `<@&${tenant}>`]) {
      const said = await house.says(GUILD, `subscribe APT29 mention:${everybody}`);
      expect(said).toContain('never used');
    }
    await house.as(GUILD, 'subscribe APT29 mention:<@&77>');
    expect((await house.subscriptions.of(GUILD.where))[0]?.mention).toBe('77');
  });

  it('says that Discord tells no zone, where a time depends on it', async () => {
    const utc = { timeZone: 'UTC' };
    expect(await house.says(GUILD, 'subscribe APT29 every:day', utc)).toContain(
      'tells no time zone',
    );
    const named = await house.says(GUILD, 'subscribe APT28 every:day zone:Berlin', utc);
    expect(named).toContain('once a day at 08:00 (Europe/Berlin)');
    expect(named).not.toContain('tells no time zone');
  });

  it.each([
    ['a direct message', DIRECT],
    ['where there is no channel', OWN_ID],
    ['a direct message on Discord', DISCORD_DIRECT],
    ['the terminal', OPERATOR],
  ])('refuses %s plainly', async (_, person) => {
    const refused = await house.as(person, 'subscribe Phosphorus');
    expect(refused.answered).toBe(false);
    expect(words(refused.card)).toContain('only a channel can follow anything');
    expect(house.announced).toEqual([]);
  });

  it('is for those who may subscribe, in their own tenant', async () => {
    expect((await house.as(READER, 'subscribe Phosphorus')).answered).toBe(false);
    expect((await house.as(NEIGHBOUR, 'subscribe Phosphorus in:slack/T1/C1')).answered).toBe(false);
    await house.as(NEIGHBOUR, 'subscribe Phosphorus');
    expect(await followedHere()).toEqual([]);
  });

  it('lets operators name a channel, and keeps their account’s name from it', async () => {
    const done = await house.as(OPERATOR, 'subscribe Phosphorus in:slack/T1/C1');
    expect(done.card.title).toBe('The channel C1 in the Slack workspace T1 now follows Phosphorus');
    expect(buttons(done).every((line) => line.endsWith('in:slack/T1/C1'))).toBe(true);
    expect(words(house.announced[0]!.card)).toContain('Whoever runs Tocsin subscribed');
    expect(words(house.announced[0]!.card)).not.toContain('in:slack');
    const tenant = await house.says(OPERATOR, 'subscribe Phosphorus in:slack/T1');
    expect(tenant).toContain('No channel is named.');
  });

  it('says why the channel could not be told, and what to do', async () => {
    house.outcome = { state: 'failed', reason: 'Tocsin is not in the channel.' };
    const said = await house.says(ADMINISTRATOR, 'subscribe Phosphorus');
    expect(said).toContain('could not be told of it: Tocsin is not in the channel. ');
    expect(said).toContain('/invite @Tocsin');
    house.outcome = { state: 'waiting' };
    expect(await house.says(ADMINISTRATOR, 'subscribe APT29')).toContain('will say');
  });

  it('sets whether updates go into threads, for the channel', async () => {
    const done = await house.as(ADMINISTRATOR, 'subscribe threads:on');
    expect(words(done.card)).toContain('go below the first post');
    expect((await house.subscriptions.channel(HERE)).threads).toBe(true);
    expect(await followedHere()).toEqual([]);
    await house.as(ADMINISTRATOR, buttons(done)[0]!);
    expect((await house.subscriptions.channel(HERE)).threads).toBe(false);
  });

  it('names no record that the channel may not see', async () => {
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus');
    const [one] = await followedHere();
    const hidden = { ...one!.filter, actors: ['not-to-be-seen'] };
    await house.subscriptions.change(HERE, one!.id, { filter: hidden });
    const said = await house.says(READER, 'subscriptions');
    expect(said).toContain('about 1 record not shown here');
    expect(said).not.toContain('not-to-be-seen');
  });
});

describe('subscribe with an id', () => {
  it('changes what is given and leaves the rest; each button of the card works', async () => {
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus exclude:draft mention:S1 pause:2027');
    const [one] = await followedHere();
    await house.as(ADMINISTRATOR, `subscribe ${one!.id.toLowerCase()} severity:low every:day`);
    expect((await followedHere())[0]).toMatchObject({
      filter: { actors: ['phosphorus'], exclude: ['draft'], severity: 'low' },
      cadence: { every: 'day', at: '08:00', zone: 'Europe/Berlin' },
      mention: 'S1',
    });
    const cleared = await house.as(
      ADMINISTRATOR,
      `subscribe ${one!.id} exclude:none mention:none pause:none every:item`,
    );
    expect((await followedHere())[0]).toMatchObject({
      filter: { exclude: [] },
      cadence: { every: 'item' },
      mention: undefined,
      pausedUntil: undefined,
    });
    expect(words(cleared.card)).toContain('Before: everything about Phosphorus, not mentioning');
    for (const line of buttons(cleared)) {
      expect((await house.as(ADMINISTRATOR, line)).answered, line).toBe(true);
    }
    expect(house.announced).toHaveLength(1);
  });

  it('restores what was removed, and shows what is there', async () => {
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus');
    const [one] = await followedHere();
    await house.as(ADMINISTRATOR, `unsubscribe ${one!.id}`);
    expect(await followedHere()).toEqual([]);
    expect(await house.says(ADMINISTRATOR, `subscribe ${one!.id}`)).toContain('Followed again');
    expect(await followedHere()).toEqual([one]);
    expect(await house.says(ADMINISTRATOR, `subscribe ${one!.id}`)).toContain(
      `Subscription ${one!.id}`,
    );
  });

  it('does not reach into another channel', async () => {
    await house.as(ADMINISTRATOR, 'subscribe Phosphorus');
    const [one] = await followedHere();
    const other = { ...ADMINISTRATOR, where: { ...HERE, channel: 'C2' } };
    for (const person of [other, NEIGHBOUR]) {
      for (const line of [`subscribe ${one!.id} severity:low`, `subscribe ${one!.id}`]) {
        expect((await house.as(person, line)).answered).toBe(false);
      }
      await house.as(person, `unsubscribe ${one!.id}`);
    }
    expect(await followedHere()).toEqual([one]);
  });
});
