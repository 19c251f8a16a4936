import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';
import { afterEach, describe, expect, test } from 'vitest';
import { type DiscordDouble, startDiscordDouble } from '../../doubles/discord/server.ts';

const open: AsyncDisposable[] = [];

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one[Symbol.asyncDispose]();
});

async function started(): Promise<DiscordDouble> {
  const discord = await startDiscordDouble();
  open.push(discord);
  return discord;
}

async function connected(discord: DiscordDouble): Promise<Client<true>> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: discord.apiUrl } });
  open.push({ [Symbol.asyncDispose]: () => client.destroy() });
  const ready = new Promise<Client<true>>((done) => client.once(Events.ClientReady, done));
  await client.login(discord.token);
  return ready;
}

describe('a client of discord.js', () => {
  test('logs in, answers a command late by a deferral, and a button by an update', async () => {
    const discord = await started();
    const guild = discord.addGuild({ channels: ['general'] });
    const client = await connected(discord);
    await client.application.commands.set([
      {
        name: 'tocsin',
        description: 'Ask',
        options: [
          {
            type: 1,
            name: 'stats',
            description: 'Figures',
            options: [{ type: 3, name: 'incident', description: 'Which', autocomplete: true }],
          },
        ],
      },
    ]);
    client.on(Events.InteractionCreate, async (interaction) => {
      if (interaction.isChatInputCommand()) {
        await interaction.deferReply({ flags: MessageFlags.Ephemeral });
        await interaction.editReply({
          flags: MessageFlags.IsComponentsV2,
          components: [
            { type: 10, content: `about ${interaction.options.getString('incident')}` },
            {
              type: 1,
              components: [{ type: 2, style: 2, label: 'More', custom_id: 'more' }],
            },
          ],
        });
      } else if (interaction.isButton()) {
        await interaction.update({
          components: [{ type: 10, content: 'more' }],
          flags: MessageFlags.IsComponentsV2,
        });
      } else if (interaction.isAutocomplete()) {
        await interaction.respond([{ name: 'Phosphorus', value: 'phosphorus' }]);
      }
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
});
