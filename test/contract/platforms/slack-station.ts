import { startHttp } from '../../../src/http/server.ts';
import { createSlack } from '../../../src/platform/slack/connect.ts';
import type { Interaction } from '../../doubles/slack/interaction.ts';
import type { Person } from '../../doubles/slack/person.ts';
import type { Message, View } from '../../doubles/slack/screen.ts';
import { type SlackDouble, startSlackDouble } from '../../doubles/slack/server.ts';
import type { Team } from '../../doubles/slack/team.ts';
import type { MemoryHouse } from '../../support/memory-house.ts';
import type { PlatformUnderTest, Seen, Someone, Station } from './station.ts';

type Transport = 'socket' | 'http';

const secret = (value: string) => ({ reveal: () => value });

/** Every string in a tree that is to be read: texts of blocks, not ids or values. */
function readable(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(readable);
  if (typeof node !== 'object' || node === null) return [];
  const { type } = node as { type?: string };
  if (type === 'button') return [];
  return Object.entries(node).flatMap(([key, value]) =>
    typeof value === 'string'
      ? ['text', 'alt_text', 'fallback'].includes(key)
        ? [value]
        : []
      : readable(value),
  );
}

function nodesOf(node: unknown, type: string): Record<string, unknown>[] {
  if (Array.isArray(node)) return node.flatMap((one) => nodesOf(one, type));
  if (typeof node !== 'object' || node === null) return [];
  const own = (node as { type?: string }).type === type ? [node as Record<string, unknown>] : [];
  return [...own, ...Object.values(node).flatMap((value) => nodesOf(value, type))];
}

function toSeen(message: Message): Seen {
  return {
    words: readable(message.blocks).join(' ').replace(/\s+/g, ' '),
    audience: message.ephemeralTo === undefined ? 'channel' : 'asker',
    buttons: nodesOf(message.blocks, 'button').map(({ text }) =>
      String((text as { text: string }).text),
    ),
    id: message.ts,
    pictured: nodesOf(message.blocks, 'image').length > 0,
    raw: message,
  };
}

async function answerTo(interaction: Interaction): Promise<Seen> {
  await interaction.acked;
  return toSeen(await interaction.nextMessage());
}

/** Whether a form's field offers what is found while one types. */
function isLookedUp({ content }: View, actionId: string): boolean {
  const blocks = content.blocks as readonly { readonly element?: Record<string, unknown> }[];
  return blocks.some(
    ({ element }) => element?.action_id === actionId && element.type === 'external_select',
  );
}

function someoneAt(person: Person): Someone {
  return {
    ask: (line) => answerTo(person.command('/tocsin', line)),
    press: (seen, label) => answerTo(person.press(seen.raw as Message, label)),
    async fillIn(verb, values) {
      const opened = person.command('/tocsin', `form ${verb}`);
      await opened.acked;
      const form = await opened.nextView();
      for (const [key, value] of Object.entries(values)) {
        // What is typed, and what is chosen from a list that is there, nobody has to look for.
        if (!isLookedUp(form, `field:${key}`)) continue;
        const [option] = await person.suggest(form, `field:${key}`, value);
        if (option === undefined) throw new Error(`nothing is offered for ${value}`);
        values = { ...values, [key]: String(option.value) };
      }
      const named = Object.fromEntries(
        Object.entries(values).map(([key, value]) => [`field:${key}`, value]),
      );
      const sent = person.submit(form, named);
      await sent.acked;
      // It comes by the address that the command brought along.
      return toSeen(await opened.nextMessage());
    },
    async complete(verb, param, partial) {
      const opened = person.command('/tocsin', `form ${verb}`);
      await opened.acked;
      const form = await opened.nextView();
      const options = await person.suggest(form, `field:${param}`, partial);
      person.close(form);
      return options.map(({ text }) => String((text as { text: string }).text));
    },
    async askDeliveredTwice(line) {
      const interaction = person.command('/tocsin', line);
      await answerTo(interaction);
      await interaction.redeliver();
      return interaction.messages.length;
    },
  };
}

class SlackStation implements Station {
  readonly #double: SlackDouble;
  readonly #teams: Readonly<Record<'first' | 'second', Team>>;
  readonly #transport: Transport;
  #close: () => Promise<void> = async () => {};

  constructor(double: SlackDouble, first: Team, second: Team, transport: Transport) {
    this.#double = double;
    this.#teams = { first, second };
    this.#transport = transport;
  }

  async connect(house: MemoryHouse): Promise<void> {
    const { apiUrl, appToken, signingSecret, clientId, clientSecret } = this.#double;
    for (const team of Object.values(this.#teams)) await install(house, team, this.#double);
    const platform = createSlack({
      config: { transport: this.#transport, apiUrl, clientId, subscribers: 'members' },
      secrets: {
        botToken: undefined,
        appToken: this.#transport === 'socket' ? secret(appToken) : undefined,
        signingSecret: secret(signingSecret),
        clientSecret: secret(clientSecret),
      },
      house,
      // As long as anybody has to wait here.
      pace: { answerInAck: 300, stop: 100, farewell: 100 },
    });
    const server = await startHttp({ host: '127.0.0.1', port: 0, mounts: platform.mounts });
    if (this.#transport === 'http') this.#double.deliverTo(`${server.address}/slack/events`);
    await platform.start();
    this.#close = async () => {
      await platform.stop();
      await server.close();
    };
  }

  someone = (name: string, tenant: 'first' | 'second' = 'first'): Someone =>
    someoneAt(this.#person(name, tenant));

  idOf = (name: string, tenant: 'first' | 'second' = 'first') => {
    const { team, user, channel } = this.#person(name, tenant).scene;
    const place = { platform: 'slack', tenant: team.id, channel: channel.id } as const;
    return { user: user.id, place };
  };

  askSlowly = (name: string, line: string) => {
    const interaction = this.#person(name, 'first').command('/tocsin', line);
    return {
      acknowledged: interaction.acked.then(() => undefined),
      seen: interaction.nextMessage(15_000).then(toSeen),
    };
  };

  restart = async (house: MemoryHouse): Promise<void> => {
    await this.#close();
    await this.connect(house);
  };

  violations = () => this.#double.violations.map(({ where, reason }) => `${where}: ${reason}`);

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
    await this.#double[Symbol.asyncDispose]();
  }

  #person(name: string, tenant: 'first' | 'second'): Person {
    const team = this.#teams[tenant];
    const user = team.users.find((one) => one.name === name) ?? team.addUser({ name });
    return this.#double.as({ team, user });
  }
}

/** As after an OAuth installation. */
async function install(house: MemoryHouse, team: Team, double: SlackDouble): Promise<void> {
  await house.installations.save(
    { platform: 'slack', tenant: team.id },
    {
      team: { id: team.id, name: team.name },
      enterprise: undefined,
      user: { id: team.users[0]?.id ?? 'U0', token: undefined, scopes: undefined },
      bot: {
        token: team.botToken,
        scopes: [...team.scopes],
        id: team.botId,
        userId: team.botUserId,
      },
      isEnterpriseInstall: false,
      appId: double.appId,
      tokenType: 'bot',
      authVersion: 'v2',
    },
  );
}

/** Slack by one of its two ways in, in two workspaces. */
export function slackBy(transport: Transport): PlatformUnderTest {
  return {
    name: `Slack by ${transport}`,
    deliversAgain: true,
    hasTenants: true,
    pages: 'in place',
    typesFreely: true,
    async open(house) {
      const double = await startSlackDouble();
      const members = { users: [{ name: 'Editor' }, { name: 'Reporter' }] };
      const [first, second] = [double.addTeam(members), double.addTeam(members)];
      const station = new SlackStation(double, first, second, transport);
      await station.connect(house);
      return station;
    },
  };
}
