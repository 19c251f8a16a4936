import type { Interaction } from '../../doubles/slack/interaction.ts';
import type { Message, View } from '../../doubles/slack/screen.ts';
import { startSlackDouble } from '../../doubles/slack/server.ts';
import type { Team } from '../../doubles/slack/team.ts';
import { installationOf } from '../../support/field.ts';
import { openApp } from './open-app.ts';
import type { Posted, Teller } from './teller.ts';

const GROUP = 'S0123ABCD';

/** Every string in blocks that is to be read, and labels of buttons apart. */
function readable(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(readable);
  if (typeof node !== 'object' || node === null) return [];
  if ((node as { type?: string }).type === 'button') return [];
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string' ? (key === 'text' ? [value] : []) : readable(value),
  );
}

function nodesOf(node: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap((one) => nodesOf(one, type));
  if (typeof node !== 'object' || node === null) return [];
  const own = (node as { type?: string }).type === type ? [node as Record<string, unknown>] : [];
  return [...own, ...Object.values(node).flatMap((value) => nodesOf(value, type))];
}

/** What leads somewhere, calls somebody or is struck, in rich text or in markdown of Slack's own. */
function liveIn({ blocks, text: notified }: Message): string[] {
  const links = nodesOf(blocks, 'link').map(({ url }) => String(url));
  const marked = nodesOf(blocks, 'mrkdwn').map(({ text }) => String(text));
  const tokens = [notified, ...marked].flatMap((one) => one.match(/<(?!!date)[^>]+>/g) ?? []);
  const struck = nodesOf(blocks, 'text').filter(
    ({ style }) => (style as { readonly strike?: boolean } | undefined)?.strike === true,
  );
  return [...links, ...tokens, ...struck.map(({ text }) => String(text))];
}

/** What stands in the fields of a form when it opens. */
function filledIn({ content }: View): Record<string, string> {
  const blocks = content.blocks as readonly { readonly element?: Record<string, unknown> }[];
  return Object.fromEntries(
    blocks.flatMap(({ element }) => {
      if (element === undefined) return [];
      const option = element.initial_option as { readonly value: string } | undefined;
      const value = element.initial_value ?? option?.value ?? '';
      return [[String(element.action_id).replace(/^field:/, ''), String(value)]];
    }),
  );
}

const wordsOf = ({ blocks }: Message) => readable(blocks).join(' ').replace(/\s+/g, ' ');

function toPosted(message: Message): Posted {
  const pings = ['usergroup', 'user', 'broadcast', 'channel'];
  return {
    words: wordsOf(message),
    buttons: nodesOf(message.blocks, 'button').map(({ text }) =>
      String((text as { text: string }).text),
    ),
    id: message.ts,
    called: pings.flatMap((type) =>
      nodesOf(message.blocks, type).map((node) => String(node.usergroup_id ?? node.type)),
    ),
    live: liveIn(message),
    below: message.threadTs,
    raw: message,
  };
}

async function answerTo(interaction: Interaction): Promise<Posted> {
  await interaction.acked;
  return toPosted(await interaction.nextMessage());
}

/** Tocsin in two workspaces, by Socket Mode. */
export async function openSlack(env: Readonly<Record<string, string>> = {}): Promise<Teller> {
  const slack = await startSlackDouble({ teams: [{ name: 'First' }, { name: 'Second' }] });
  const [first, second] = slack.teams as [Team, Team];
  const { app, join, close } = await openApp(
    {
      ...env,
      PUBLIC_URL: 'https://tocsin.test',
      SLACK_CLIENT_ID: slack.clientId,
      SLACK_CLIENT_SECRET: slack.clientSecret,
      SLACK_APP_TOKEN: slack.appToken,
      SLACK_API_URL: slack.apiUrl,
    },
    async ({ house }) => {
      for (const team of [first, second]) {
        const at = { platform: 'slack', tenant: team.id } as const;
        await house.installations.save(at, installationOf(slack, team));
      }
    },
  );
  const teams = { first, second };
  const channelOf = (team: Team) => team.channels.find(({ with: person }) => person === undefined);
  const channel = (tenant: 'first' | 'second') => channelOf(teams[tenant])?.id ?? '';
  const person = (tenant: 'first' | 'second') => slack.as({ team: teams[tenant] });
  const stranger = slack.as({ team: first, user: first.addUser({ name: 'stranger' }) });
  return {
    app,
    asker: person('first').scene.user.id,
    join,
    place: (tenant) => ({
      platform: 'slack',
      tenant: teams[tenant].id,
      channel: channel(tenant),
    }),
    group: () => ({ typed: GROUP, id: GROUP }),
    ask: async (line, tenant = 'first') =>
      (await answerTo(person(tenant).command('/tocsin', line))).words,
    press: async (post, label) =>
      (await answerTo(person('first').press(post.raw as Message, label))).words,
    open: (post, label, by) =>
      answerTo((by === 'stranger' ? stranger : person('first')).press(post.raw as Message, label)),
    async form(post, label) {
      const pressed = person('first').press(post.raw as Message, label);
      await pressed.acked;
      return filledIn(await pressed.nextView());
    },
    posts: (tenant = 'first') => slack.posts(teams[tenant], channel(tenant)).map(toPosted),
    told: () =>
      first.channels
        .filter((one) => one.with !== undefined)
        .flatMap(({ id }) => slack.posts(first, id).map(wordsOf)),
    holdPosts() {
      slack.fail({
        method: 'chat.postMessage',
        times: 1_000,
        how: { status: 429, retryAfter: 1 },
      });
      return { release: () => slack.clearFaults() };
    },
    deletePost: (post) => slack.admin.deleteMessage(post.raw as Message),
    closeChannel() {
      const one = channelOf(first);
      if (one !== undefined) slack.admin.archive(first, one);
    },
    openChannel() {
      const one = channelOf(first);
      if (one !== undefined) slack.admin.unarchive(first, one);
    },
    violations: () => slack.violations,
    async [Symbol.asyncDispose]() {
      await close();
      await slack[Symbol.asyncDispose]();
    },
  };
}
