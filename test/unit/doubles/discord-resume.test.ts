import { Events } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { DiscordDouble } from '../../doubles/discord/server.ts';
import { connected, register, started } from './discord-client.ts';

/** A bot that answers `/tocsin help`, and somebody who asks it. */
async function conversation(discord: DiscordDouble) {
  const guild = discord.addGuild();
  await register(discord);
  const client = await connected(discord);
  client.on(Events.InteractionCreate, async (interaction) => {
    if (interaction.isChatInputCommand()) await interaction.reply('hello');
  });
  const person = discord.as({ guild, user: 'alice' });
  const [session] = discord.gateway.sessions;
  if (session === undefined) throw new Error('no session');
  return { client, person, session };
}

type Break = [name: string, how: (discord: DiscordDouble) => void];

const breaks: Break[] = [
  ['asked to reconnect (op 7)', ({ gateway }) => gateway.reconnect()],
  ['told that its session can be resumed (op 9 true)', ({ gateway }) => gateway.invalidate(true)],
  ['cut off', ({ gateway }) => gateway.drop()],
  ['closed with 4000', ({ gateway }) => gateway.close(4000)],
];

describe('a client comes back to its session and gets what it missed when it is', () => {
  for (const [name, how] of breaks) {
    test(name, async () => {
      const discord = await started();
      const { person, session } = await conversation(discord);
      how(discord);
      if (session.connected && name.includes('op') === false)
        await discord.until('the socket is gone', () => !session.connected);
      const asked = await person.command('help');
      expect((await asked.message()).text).toBe('hello');
      await discord.until('it came back', () => session.resumes === 1);
      expect(discord.gateway.sessions).toEqual([session]);
      expect(discord.violations).toEqual([]);
    });
  }

  test('left without an answer to its heartbeats', async () => {
    const discord = await started({ gateway: { heartbeatMs: 400 } });
    const { person, session } = await conversation(discord);
    discord.gateway.silence();
    const asked = await person.command('help');
    expect((await asked.message()).text).toBe('hello');
    expect(session.resumes).toBe(1);
    expect(discord.gateway.closes).toContainEqual({ by: 'client', code: 4200 });
  });
});

describe('a client', () => {
  test('begins a new session after op 9 false, and loses what came between', async () => {
    const discord = await started();
    const { client, person, session } = await conversation(discord);
    const ready = new Promise((done) => client.once(Events.ShardReady, done));
    discord.gateway.invalidate(false);
    await discord.until('the socket is gone', () => !session.connected);
    const lost = await person.command('help');
    await expect(lost.callback).rejects.toThrow('no session');
    discord.elapse(5_000);
    await ready;
    expect(discord.gateway.sessions).toHaveLength(2);
    const asked = await person.command('help');
    expect((await asked.message()).text).toBe('hello');
    expect(discord.violations).toEqual([]);
  });

  test('is not let back to a session that ran out', async () => {
    const discord = await started();
    const { client, session } = await conversation(discord);
    discord.gateway.refuse(1);
    discord.gateway.drop();
    await discord.until('the socket is gone', () => !session.connected);
    discord.elapse(180_000);
    await new Promise((done) => client.once(Events.ShardReady, done));
    expect(discord.gateway.sessions).toHaveLength(2);
    expect(session.resumes).toBe(0);
  });

  test('that says goodbye (1000) leaves nothing to come back to', async () => {
    const discord = await started();
    const { client, person, session } = await conversation(discord);
    await client.destroy();
    await discord.until('the socket is gone', () => !session.connected);
    expect(discord.gateway.closes).toEqual([{ by: 'client', code: 1000 }]);
    const asked = await person.command('help');
    expect(discord.lost).toEqual([asked]);
  });

  test('tries again when its connection is refused', async () => {
    const discord = await started();
    const { session } = await conversation(discord);
    discord.gateway.refuse(2);
    discord.gateway.drop();
    await discord.until('it came back', () => session.resumes === 1);
  });

  test('beats when it is asked to', async () => {
    const discord = await started();
    await conversation(discord);
    discord.gateway.requestHeartbeat();
    await discord.until('it beats', () =>
      discord.gateway.log.some(({ from, frame }) => from === 'client' && frame.op === 1),
    );
  });
});
