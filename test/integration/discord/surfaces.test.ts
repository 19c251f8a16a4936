import { describe, expect, test } from 'vitest';
import type { House } from '../../../src/interaction/house.ts';
import { CONTROL_WORDS } from '../../../src/interaction/wording.ts';
import { bits } from '../../doubles/discord/permissions.ts';
import { faults, open, TRANSPORTS, wordsOf } from './harness.ts';

const SHARE = 'Share to channel';

describe.each(TRANSPORTS)('Discord by %s', (transport) => {
  test('looks up the names in a message, for the asker alone', async () => {
    const { double, guild } = await open({ transport });
    const said = double.say('bob', double.channel(guild, 'general'), 'Was it Fancy Bear or APT42?');
    const alice = double.as({ user: 'alice', guild });
    const seen = await (await alice.messageCommand(CONTROL_WORDS.lookUpNames, said)).message();
    expect(seen.ephemeral).toBe(true);
    expect(wordsOf(seen)).toContain('APT28');
    expect(wordsOf(seen)).toContain('APT42');
    expect(faults(double)).toEqual([]);
  });

  test('shows hostile words as words, and mentions nobody', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const hostile = '@everyone <@1> [click](https://evil.example) `x` "quo\'te" \\ || ~~ {} \u202e';
    for (const verb of ['actor', 'search', 'claim']) {
      const option = { actor: 'actor', search: 'query', claim: 'claim' }[verb] ?? '';
      const seen = await (await alice.command(verb, { [option]: hostile, public: true })).message();
      expect(wordsOf(seen)).not.toContain('@everyone');
      expect(wordsOf(seen)).toContain('evil.example');
    }
    expect(faults(double)).toEqual([]);
  });

  test('opens the form for a verb, with its fields', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const opened = await alice.command('form', { verb: 'incidents' });
    expect((await opened.callback).type).toBe(9);
    const sent = await alice.submitModal(opened.modal, { origin: 'Iran', since: '2020' });
    expect(wordsOf(await sent.message())).toContain('Iran');
    expect(faults(double)).toEqual([]);
  });

  test('opens a form that asks which verb, and what about', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const opened = await alice.command('form');
    await opened.callback;
    const sent = await alice.submitModal(opened.modal, { verb: 'actor', name: 'Fancy Bear' });
    const seen = await sent.message();
    expect(wordsOf(seen)).toContain('APT28');
    expect(seen.ephemeral).toBe(true);
    expect(faults(double)).toEqual([]);
  });

  test('refuses in a form what it refuses in a line', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({
      user: 'alice',
      guild,
      permissions: bits('viewChannel', 'useApplicationCommands', 'manageGuild'),
    });
    const opened = await alice.command('form', { verb: 'grant' });
    await opened.callback;
    const sent = await alice.submitModal(opened.modal, {
      person: alice.user.id,
      right: 'administer',
    });
    expect(wordsOf(await sent.message())).toContain('Not open to you');
    expect(faults(double)).toEqual([]);
  });

  test('opens a form from a button, and answers beside the message', async () => {
    const wrapAsk =
      (ask: House['ask']): House['ask'] =>
      async (invocation) => {
        const answer = await ask(invocation);
        const form = { label: 'Fill in', commandLine: 'form actor', style: 'default' } as const;
        return { ...answer, card: { ...answer.card, actions: [form] } };
      };
    const { double, guild } = await open({ transport, house: { wrapAsk } });
    const alice = double.as({ user: 'alice', guild });
    const first = await (await alice.command('help')).message();
    const opened = await alice.press(first, 'Fill in');
    expect((await opened.callback).type).toBe(9);
    const sent = await alice.submitModal(opened.modal, { actor: 'APT42' });
    const seen = await sent.message();
    expect(seen.id).not.toBe(first.id);
    expect(wordsOf(seen)).toContain('APT42');
    expect(faults(double)).toEqual([]);
  });

  test('completes names while somebody types, whatever they type', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.autocomplete('actor', 'actor', 'phosp');
    await asked.callback;
    const choices = asked.autocompleteChoices ?? [];
    expect(choices.map(({ value }) => value)).toContain('Phosphorus');
    for (const typed of ['', '"', '\u0000\u202e', 'a'.repeat(300), '<@1> @everyone', ']]}{{']) {
      const hostile = await alice.autocomplete('actor', 'actor', typed);
      await hostile.callback;
      expect(hostile.autocompleteChoices?.length ?? 0).toBeLessThanOrEqual(25);
    }
    expect(faults(double)).toEqual([]);
  });

  test('answers whoever presses a button that all see, alone', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const shown = await (await alice.command('sources', { public: true })).message();
    expect(shown.ephemeral).toBe(false);
    const bob = double.as({ user: 'bob', guild });
    const turned = await (await bob.press(shown, 'Next')).message();
    expect(turned.id).not.toBe(shown.id);
    expect(turned.ephemeral).toBe(true);
    expect(wordsOf(turned)).toContain('Page 2 of');
    expect(faults(double)).toEqual([]);
  });

  test('keeps lines too long for a button, each tenant’s apart', async () => {
    const { double, house, guild } = await open({ transport });
    const elsewhere = double.addGuild({ channels: ['general'] });
    const query = `accounts ${'attacked compromised phished '.repeat(5)}`;
    const alice = double.as({ user: 'alice', guild });
    const seen = await (await alice.command('search', { query })).message();
    const share = seen.buttons.find(({ label }) => label === SHARE);
    expect(share?.custom_id).toMatch(/^k:/);
    expect((await (await alice.press(seen, SHARE)).message()).ephemeral).toBe(false);
    const key = share?.custom_id ?? '';
    const own = { platform: 'discord', tenant: guild.id } as const;
    expect(await house.buttonLines.find(own, key)).toContain('public:true');
    const other = { platform: 'discord', tenant: elsewhere.id } as const;
    expect(await house.buttonLines.find(other, key)).toBeUndefined();
    expect(faults(double)).toEqual([]);
  });

  test('says so when a button belongs to nothing any more', async () => {
    const { double, house, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const query = `accounts ${'attacked compromised phished '.repeat(5)}`;
    const seen = await (await alice.command('search', { query })).message();
    house.stores.buttonLines.find = async () => undefined;
    const said = await (await alice.press(seen, SHARE)).message();
    expect(wordsOf(said)).toContain(CONTROL_WORDS.stale);
    expect(said.ephemeral).toBe(true);
    expect(faults(double)).toEqual([]);
  });

  test('counts a person as a tenant where no server installed it', async () => {
    const { double, house } = await open({ transport });
    const strange = double.addGuild({ installed: false, channels: ['general'] });
    const everything = bits('administrator', 'viewChannel', 'useApplicationCommands');
    const alice = double.as({ user: 'alice', guild: strange, permissions: everything });
    const asked: { tenant: string; may: readonly string[] }[] = [];
    house.stores.ceilings.of = ({ tenant }) => {
      asked.push({ tenant, may: [] });
      return 'CLEAR';
    };
    expect(wordsOf(await (await alice.command('stats')).message())).toContain('241');
    expect(asked.at(-1)?.tenant).toBe(`user:${alice.user.id}`);
    const inDm = double.as({ user: 'alice', dm: true });
    const seen = await (await inDm.command('stats')).message();
    expect(asked.at(-1)?.tenant).toBe(`user:${alice.user.id}`);
    expect(seen.buttons.map(({ label }) => label)).not.toContain(SHARE);
    const inPrivate = double.as({ user: 'alice', dm: 'private' });
    expect((await (await inPrivate.command('help')).message()).ephemeral).toBe(true);
    expect(faults(double)).toEqual([]);
  });

  test('takes a thread for its channel, and asks for the right to write in threads', async () => {
    const { double, house, guild } = await open({ transport });
    double.addChannel(guild, { name: 'talk', type: 11, in: 'news' });
    const places: string[] = [];
    house.stores.ceilings.of = ({ channel }) => {
      places.push(channel);
      return 'CLEAR';
    };
    const seat = { user: 'guest', guild, channel: 'talk' };
    const common = bits('viewChannel', 'useApplicationCommands', 'sendMessages');
    const outsider = double.as({ ...seat, permissions: common });
    const refused = await (await outsider.command('stats', { public: true })).message();
    expect(refused.ephemeral).toBe(true);
    expect(places.at(-1)).toBe(double.channel(guild, 'news').id);
    const permissions = common | bits('sendMessagesInThreads');
    const insider = double.as({ ...seat, permissions });
    const shown = await (await insider.command('stats', { public: true })).message();
    expect(shown.ephemeral).toBe(false);
    expect(faults(double)).toEqual([]);
  });

  test('answers an interaction once, however often it is delivered', async () => {
    const { double, guild } = await open({ transport });
    const alice = double.as({ user: 'alice', guild });
    const asked = await alice.command('help');
    await asked.message();
    const again = await double.redeliver(asked);
    expect(again?.status ?? 401).toBe(401);
    await (await alice.command('status')).message();
    const answers = double.requests.filter(({ path }) => path.includes(asked.token));
    expect(answers).toHaveLength(transport === 'http' ? 0 : 1);
    expect(faults(double)).toEqual([]);
  });
});
