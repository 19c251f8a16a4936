import { Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { connected, newClient, register, started } from './discord-client.ts';

describe('a client of discord.js', () => {
  test('logs in and answers a command, a button and a search for names', async () => {
    const discord = await started();
    const guild = discord.addGuild();
    await register(discord);
    const client = await connected(discord);
    client.on(Events.InteractionCreate, async (interaction) => {
      const flags = MessageFlags.IsComponentsV2 as const;
      if (interaction.isAutocomplete())
        await interaction.respond([{ name: 'Phosphorus', value: 'phosphorus' }]);
      if (interaction.isButton())
        await interaction.update({ flags, components: [{ type: 10, content: 'more' }] });
      if (!interaction.isChatInputCommand()) return;
      await interaction.deferReply({ flags: MessageFlags.Ephemeral });
      const about = interaction.options.getString('incident');
      const button = { type: 2, style: 2, label: 'More', custom_id: 'more' };
      await interaction.editReply({
        flags,
        components: [
          { type: 10, content: `about ${about}` },
          { type: 1, components: [button] },
        ],
      });
    });

    const person = discord.as({ guild, user: 'alice' });
    const offered = await person.autocomplete('stats', 'incident', 'phos');
    await offered.callback;
    expect(offered.autocompleteChoices).toEqual([{ name: 'Phosphorus', value: 'phosphorus' }]);
    const asked = await person.command('stats', { incident: 'phosphorus' });
    const message = await asked.message();
    expect(message.text).toBe('about phosphorus');
    expect(asked.ephemeral).toBe(true);
    const pressed = await person.press(message, 'More');
    expect((await pressed.message()).text).toBe('more');
    expect(discord.violations).toEqual([]);
  });

  test('is told of servers as they come, go and cannot be reached', async () => {
    const discord = await started();
    const here = discord.addGuild({ name: 'Here' });
    const client = await connected(discord);
    const told: string[] = [];
    client.on(Events.GuildCreate, (guild) => told.push(`in ${guild.name}`));
    client.on(Events.GuildDelete, (guild) => told.push(`out of ${guild.name}`));
    client.on(Events.GuildUnavailable, (guild) => told.push(`without ${guild.name}`));
    expect([...client.guilds.cache.keys()]).toEqual([here.id]);

    const there = discord.addGuild({ name: 'There', installed: false });
    await discord.installGuild(there);
    discord.beginOutage(here);
    discord.removeGuild(there);
    discord.endOutage(here);
    const last = discord.addGuild({ name: 'Last' });
    await discord.until('the last is known', () => client.guilds.cache.has(last.id));
    expect(told).toEqual(['in There', 'without Here', 'out of There', 'in Last']);
  });

  test('is told what it may do in a channel, and when that changes', async () => {
    const discord = await started();
    const guild = discord.addGuild({ channels: [{ name: 'news', bot: { deny: 1n << 11n } }] });
    const client = await connected(discord);
    const channel = client.channels.cache.get(discord.channel(guild, 'news').id);
    if (channel?.isTextBased() !== true || channel.isDMBased()) throw new Error('no channel');
    const may = () => channel.permissionsFor(client.user)?.has('SendMessages');
    expect(may()).toBe(false);
    discord.permit(guild, 'news', 'bot', { allow: 1n << 11n });
    await discord.until('the change is known', () => may());
    discord.deleteChannel(guild, 'news');
    await discord.until('it is gone', () => !client.channels.cache.has(channel.id));
  });

  test('with a wrong token gets 401', async () => {
    const discord = await started();
    await expect(newClient(discord).login('wrong')).rejects.toThrow('token');
    expect(discord.violations).toMatchObject([{ where: 'rest', code: 0 }]);
    expect(discord.invalidResponses).toBe(1);
  });

  test('with a privileged intent is turned away with 4014', async () => {
    const discord = await started();
    const client = newClient(discord, { intents: [GatewayIntentBits.GuildMembers] });
    await expect(client.login(discord.token)).rejects.toThrow('disallowed intents');
    await discord.until('it is closed', () => discord.gateway.closes.length > 0);
    expect(discord.gateway.closes).toEqual([{ by: 'server', code: 4014 }]);
    expect(discord.violations).toMatchObject([{ where: 'gateway', code: 4014 }]);
  });

  test('with a revoked token is thrown out with 4004', async () => {
    const discord = await started();
    const client = await connected(discord);
    const out = new Promise((done) => client.once(Events.ShardDisconnect, done));
    discord.revokeToken();
    expect(await out).toMatchObject({ code: 4004 });
  });

  test('sees only messages it has an intent for', async () => {
    const discord = await started();
    const guild = discord.addGuild();
    const channel = discord.channel(guild, 'general');
    const client = await connected(discord, {
      intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages],
    });
    const seen = new Promise<string>((done) =>
      client.once(Events.MessageCreate, (message) => done(message.content)),
    );
    discord.say('alice', channel, 'hello');
    expect(await seen).toBe('');
    const names = discord.gateway.log.map(({ frame }) => frame.t);
    expect(names).toContain('MESSAGE_CREATE');
  });
});

describe('shards', () => {
  test('get their own servers, and direct messages go to the first', async () => {
    const discord = await started({ gateway: { shards: 2, maxConcurrency: 2 } });
    const guilds = [0, 1].map((shard) => discord.addGuild({ onShard: [shard, 2] }));
    await register(discord);
    const client = await connected(discord, { shards: 'auto' });
    const got: (number | undefined)[] = [];
    client.on(Events.InteractionCreate, async (interaction) => {
      got.push(interaction.guild?.shardId);
      if (interaction.isChatInputCommand()) await interaction.reply('hello');
    });
    for (const guild of guilds)
      await (await discord.as({ guild, user: 'alice' }).command('help')).message();
    await (await discord.as({ dm: true, user: 'alice' }).command('help')).message();
    expect(got).toEqual([0, 1, undefined]);
    const direct = discord.gateway.log.filter(({ frame }) => frame.t === 'INTERACTION_CREATE');
    expect(direct.map(({ shard }) => shard)).toEqual([0, 1, 0]);
    expect(discord.violations).toEqual([]);
  });

  test('that nobody runs lose what is sent to them', async () => {
    const discord = await started();
    const guild = discord.addGuild({ onShard: [1, 2] });
    await register(discord);
    await connected(discord, { shards: [0], shardCount: 2 });
    const asked = await discord.as({ guild, user: 'alice' }).command('help');
    await expect(asked.callback).rejects.toThrow('lost');
    expect(discord.lost).toEqual([asked]);
  });
});
