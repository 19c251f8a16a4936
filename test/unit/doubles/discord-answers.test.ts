import {
  ApplicationCommandResponseSchema,
  GatewayBotResponseSchema,
  GuildChannelResponseSchema,
  GuildMemberResponseSchema,
  GuildWithCountsResponseSchema,
  InteractionCallbackResponseSchema,
  MessageResponseSchema,
  MyGuildResponseSchema,
  PrivateApplicationResponseSchema,
  PrivateChannelResponseSchema,
  UserPIIResponseSchema,
  UserResponseSchema,
} from 'discord-api-spec/zod';
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { connected, messagesOf, register, restOf, started } from './discord-client.ts';

/** What Discord's description finds wrong with an answer. */
function faultsIn(answer: unknown, schema: z.ZodType): unknown {
  return schema.safeParse(answer).error?.issues;
}

describe('what the double answers is what Discord describes', () => {
  test('on the application, its servers and people', async () => {
    const discord = await started();
    const guild = discord.addGuild({ members: ['alice'] });
    await register(discord);
    const rest = restOf(discord);
    const body = { recipient_id: discord.user('alice').id };
    const [channel] = guild.channels.keys();
    const [mine] = (await rest.get('/users/@me/guilds')) as unknown[];
    const commands = await rest.get(`/applications/${discord.applicationId}/commands`);
    const answers: [schema: z.ZodType, answer: unknown][] = [
      [GatewayBotResponseSchema, await rest.get('/gateway/bot')],
      [PrivateApplicationResponseSchema, await rest.get('/applications/@me')],
      [UserPIIResponseSchema, await rest.get('/users/@me')],
      [UserResponseSchema, await rest.get(`/users/${discord.bot.id}`)],
      [MyGuildResponseSchema, mine],
      [GuildWithCountsResponseSchema, await rest.get(`/guilds/${guild.id}`)],
      [GuildChannelResponseSchema, await rest.get(`/channels/${channel}`)],
      [GuildMemberResponseSchema, await rest.get(`/guilds/${guild.id}/members/${discord.bot.id}`)],
      [PrivateChannelResponseSchema, await rest.post('/users/@me/channels', { body })],
      ...(commands as unknown[]).map((one): [z.ZodType, unknown] => [
        ApplicationCommandResponseSchema,
        one,
      ]),
    ];
    for (const [schema, answer] of answers)
      expect([answer, faultsIn(answer, schema)]).toEqual([answer, undefined]);
  });

  test('on messages with every kind of component', async () => {
    const discord = await started();
    const channel = discord.channel(discord.addGuild(), 'general');
    const media = { url: 'attachment://a.png' };
    const button = { type: 2, style: 1, label: 'Press', custom_id: 'press' };
    const select = { type: 3, custom_id: 'pick', options: [{ label: 'One', value: '1' }] };
    const text = { type: 10, content: 'hello' };
    const components = [
      {
        type: 17,
        components: [
          { type: 9, components: [text], accessory: button },
          { type: 9, components: [text], accessory: { type: 11, media } },
          { type: 12, items: [{ media }] },
          { type: 13, file: media },
          { type: 14 },
          { type: 1, components: [select] },
        ],
      },
      { type: 1, components: [{ type: 5, custom_id: 'who' }] },
    ];
    const files = [{ name: 'a.png', data: Buffer.from('bytes') }];
    const body = { flags: 1 << 15, components };
    const rest = restOf(discord);
    const sent = await rest.post(messagesOf(channel.id), { body, files });
    expect(faultsIn(sent, MessageResponseSchema)).toBeUndefined();
    const legacy = { content: 'hello', embeds: [{ title: 'Title' }] };
    const old = await rest.post(messagesOf(channel.id), { body: legacy });
    expect(faultsIn(old, MessageResponseSchema)).toBeUndefined();
  });

  test('on answers to interactions', async () => {
    const discord = await started();
    await register(discord);
    await connected(discord);
    const asked = await discord.as({ guild: discord.addGuild(), user: 'alice' }).command('help');
    const answer = await restOf(discord).post(`/interactions/${asked.id}/${asked.token}/callback`, {
      body: { type: 4, data: { content: 'hello' } },
      auth: false,
      query: new URLSearchParams({ with_response: 'true' }),
    });
    expect(faultsIn(answer, InteractionCallbackResponseSchema)).toBeUndefined();
  });
});
