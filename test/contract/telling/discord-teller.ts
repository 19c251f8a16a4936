import { COMMANDS } from '../../../commands/index.ts';
import { readLine } from '../../../src/command/grammar.ts';
import { paramsOf } from '../../../src/command/options.ts';
import { registerDiscord } from '../../../src/platform/discord/register.ts';
import type { Form, Interaction } from '../../doubles/discord/interaction.ts';
import { flatComponents, type Message } from '../../doubles/discord/message.ts';
import { PERMISSION } from '../../doubles/discord/permissions.ts';
import { startDiscordDouble } from '../../doubles/discord/server.ts';
import { readMarkdown } from '../../support/discord-markdown.ts';
import { openApp } from './open-app.ts';
import type { Posted, Teller } from './teller.ts';

function wordsOf(message: Message): string {
  return flatComponents(message.components)
    .flatMap(({ content }) => content ?? [])
    .join(' ')
    .replace(/\\([^\w\s])/g, '$1')
    .replace(/\*\*/g, '')
    .replace(/\s+/g, ' ');
}

/** What leads somewhere, calls somebody or is struck, in Discord's markdown. */
function liveIn(message: Message): string[] {
  const texts = flatComponents(message.components).flatMap(({ content }) => content ?? []);
  return texts
    .flatMap((content) => readMarkdown(content).live)
    .filter(({ kind, text }) => kind !== 'block' && text !== '**')
    .map(({ text, target }) => target ?? text)
    .filter((token) => !token.startsWith('<t:'));
}

/** What stands in the fields of a form when it opens. */
function filledIn(form: Form): Record<string, string> {
  return Object.fromEntries(
    flatComponents(form.components).flatMap(({ custom_id: id, value, options = [] }) => {
      const chosen = options.find((one) => 'default' in one && one.default === true)?.value;
      return id === undefined ? [] : [[id, value ?? chosen ?? '']];
    }),
  );
}

/** A command line as a person fills it into Discord's fields. */
function toFields(line: string) {
  const [first, ...rest] = readLine(line).tokens;
  const command = COMMANDS.find(({ verb }) => first?.type === 'word' && verb === first.text);
  if (command === undefined) throw new Error(`no verb in ${line}`);
  const params = paramsOf(command);
  const values: Record<string, string | number | boolean> = {};
  const words: string[] = [];
  for (const token of rest) {
    if (token.type === 'word') words.push(token.text);
    else if (params[token.key]?.choices.includes('true'))
      values[token.key] = token.value === 'true';
    else values[token.key] = token.value;
  }
  const bare = Object.keys(params).find((key) => params[key]?.takes !== 'key');
  if (bare !== undefined && words.length > 0) values[bare] = words.join(' ');
  return { verb: command.verb, values };
}

async function answerTo(interaction: Promise<Interaction>): Promise<Message> {
  return await (await interaction).message();
}

/** Tocsin in two servers, by the gateway. */
export async function openDiscord(env: Readonly<Record<string, string>> = {}): Promise<Teller> {
  const discord = await startDiscordDouble();
  const { apiUrl, applicationId, token } = discord;
  const secret = { reveal: () => token };
  await registerDiscord({
    ...{ apiUrl, applicationId, token: secret, commands: COMMANDS },
    command: '/tocsin',
  });
  const members = { editor: PERMISSION.manageGuild };
  const guilds = {
    first: discord.addGuild({ name: 'First', owner: 'editor', channels: ['news'], members }),
    second: discord.addGuild({ name: 'Second', owner: 'editor', channels: ['news'], members }),
  };
  const role = discord.addRole(guilds.first, { name: 'desk', mentionable: true });
  const { app, join, close } = await openApp({
    ...env,
    DISCORD_TOKEN: token,
    DISCORD_APPLICATION_ID: applicationId,
    DISCORD_API_URL: apiUrl,
  });
  const channel = (tenant: 'first' | 'second') => discord.channel(guilds[tenant], 'news').id;
  const person = (tenant: 'first' | 'second') =>
    discord.as({ user: 'editor', guild: guilds[tenant] });
  const toPosted = (message: Message): Posted => ({
    words: wordsOf(message),
    buttons: message.buttons.map(({ label }) => label ?? ''),
    id: message.id,
    live: liveIn(message),
    called: [message.face, ...message.earlier].flatMap(({ notified }) => notified),
    below: message.repliesTo,
    raw: message,
  });
  const stranger = discord.as({ user: 'stranger', guild: guilds.first });
  return {
    app,
    asker: person('first').user.id,
    join() {
      // Discord lets a bot log in once in five seconds.
      discord.elapse(5_500);
      return join();
    },
    place: (tenant) => ({
      platform: 'discord',
      tenant: guilds[tenant].id,
      channel: channel(tenant),
    }),
    group: () => ({ typed: role.id, id: role.id }),
    async ask(line, tenant = 'first') {
      const { verb, values } = toFields(line);
      return wordsOf(await answerTo(person(tenant).command(verb, values)));
    },
    press: async (post, label) =>
      wordsOf(await answerTo(person('first').press(post.raw as Message, label))),
    async open(post, label, by) {
      const who = by === 'stranger' ? stranger : person('first');
      return toPosted(await answerTo(who.press(post.raw as Message, label)));
    },
    async form(post, label) {
      const pressed = await person('first').press(post.raw as Message, label);
      await pressed.callback;
      if (pressed.modal === undefined) throw new Error(`${label} opened no form`);
      return filledIn(pressed.modal);
    },
    posts: (tenant = 'first') =>
      discord
        .messages(channel(tenant))
        .filter((message) => !message.ephemeral)
        .map(toPosted),
    told() {
      const here = Object.values(guilds).flatMap((guild) => [...guild.channels.keys()]);
      const posted = discord.requests.flatMap(
        ({ method, path }) =>
          (method === 'POST' && /^\/channels\/(\d+)\/messages$/.exec(path)?.[1]) || [],
      );
      const direct = new Set(posted.filter((id) => !here.includes(id)));
      return [...direct].flatMap((id) => discord.messages(id).map(wordsOf));
    },
    holdPosts() {
      discord.fail({
        route: 'POST /channels/:channel/messages',
        times: 1_000,
        how: { status: 429, scope: 'shared', retryAfter: 0.5 },
      });
      return { release: () => void discord.stopFailing() };
    },
    deletePost: (post) => discord.deleteMessage(post.raw as Message),
    closeChannel: () =>
      discord.permit(guilds.first, 'news', 'bot', { deny: PERMISSION.sendMessages }),
    openChannel: () => discord.permit(guilds.first, 'news', 'bot', {}),
    violations() {
      // That a channel takes no posts, or a post is gone, is only found by trying.
      discord.pardon((violation) =>
        /Missing in #news|Unknown Message/.test(JSON.stringify(violation)),
      );
      return discord.violations;
    },
    async [Symbol.asyncDispose]() {
      await close();
      await discord[Symbol.asyncDispose]();
    },
  };
}
