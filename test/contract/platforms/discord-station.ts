import type { Command } from '../../../src/command/define.ts';
import { readLine } from '../../../src/command/grammar.ts';
import { paramsOf } from '../../../src/command/options.ts';
import { startHttp } from '../../../src/http/server.ts';
import { createDiscord } from '../../../src/platform/discord/connect.ts';
import { registerDiscord } from '../../../src/platform/discord/register.ts';
import type { Interaction } from '../../doubles/discord/interaction.ts';
import { flatComponents, type Message } from '../../doubles/discord/message.ts';
import type { Person } from '../../doubles/discord/person.ts';
import { type DiscordDouble, startDiscordDouble } from '../../doubles/discord/server.ts';
import type { Guild } from '../../doubles/discord/world.ts';
import type { MemoryHouse } from '../../support/memory-house.ts';
import type { PlatformUnderTest, Seen, Someone, Station } from './station.ts';

type Transport = 'gateway' | 'http';

const secret = (value: string) => ({ reveal: () => value });

function toSeen(message: Message): Seen {
  const texts = flatComponents(message.components).flatMap(({ content }) => content ?? []);
  return {
    words: texts
      .join(' ')
      .replace(/\\([^\w\s])/g, '$1')
      .replace(/\*\*/g, '')
      .replace(/\s+/g, ' '),
    audience: message.ephemeral ? 'asker' : 'channel',
    buttons: message.buttons.map(({ label }) => label ?? ''),
    id: message.id,
    pictured: message.attachments.length > 0,
    raw: message,
  };
}

/** A command line as a person fills it into Discord's fields. */
function toFields(line: string, commands: readonly Command[]) {
  const [first, ...rest] = readLine(line).tokens;
  const verb = first?.type === 'word' ? first.text : '';
  const command = commands.find((one) => one.verb === verb);
  if (command === undefined) throw new Error(`no verb ${verb}`);
  const params = paramsOf(command);
  const values: Record<string, string | number | boolean> = {};
  const words: string[] = [];
  for (const token of rest) {
    if (token.type === 'word') words.push(token.text);
    else if (token.key === 'public') values.public = token.value === 'true';
    else if (params[token.key]?.kind === 'number') values[token.key] = Number(token.value);
    else values[token.key] = token.value;
  }
  const bare = Object.keys(params).find((key) => params[key]?.takes !== 'key');
  if (bare !== undefined && words.length > 0) values[bare] = words.join(' ');
  return { verb, values };
}

async function answerTo(interaction: Promise<Interaction>): Promise<Seen> {
  return toSeen(await (await interaction).message());
}

function someoneAt(person: Person, double: DiscordDouble, commands: readonly Command[]): Someone {
  const type = (line: string) => {
    const { verb, values } = toFields(line, commands);
    return person.command(verb, values);
  };
  return {
    ask: (line) => answerTo(type(line)),
    press: (seen, label) => answerTo(person.press(seen.raw as Message, label)),
    async fillIn(verb, values) {
      const opened = await person.command('form', { verb });
      await opened.callback;
      return answerTo(person.submitModal(opened.modal, values));
    },
    async complete(verb, param, partial) {
      const asked = await person.autocomplete(verb, param, partial);
      await asked.callback;
      return (asked.autocompleteChoices ?? []).map(({ name }) => name);
    },
    async askDeliveredTwice(line) {
      const interaction = await type(line);
      await interaction.message();
      const before = double.requests.length;
      await double.redeliver(interaction);
      // Something that comes after it, so that a second answer would have been sent before.
      await answerTo(type('help'));
      const answers = double.requests
        .slice(before)
        .filter(({ path }) => path.includes(interaction.token));
      return 1 + answers.length;
    },
  };
}

class DiscordStation implements Station {
  readonly #double: DiscordDouble;
  readonly #guilds: Readonly<Record<'first' | 'second', Guild>>;
  readonly #transport: Transport;
  #commands: readonly Command[] = [];
  #close: () => Promise<void> = async () => {};

  constructor(double: DiscordDouble, first: Guild, second: Guild, transport: Transport) {
    this.#double = double;
    this.#guilds = { first, second };
    this.#transport = transport;
  }

  async connect(house: MemoryHouse): Promise<void> {
    const { apiUrl, applicationId, publicKey, token } = this.#double;
    this.#commands = house.commands;
    const platform = createDiscord({
      config: {
        transport: this.#transport,
        apiUrl,
        applicationId,
        publicKey,
        shards: undefined,
        shardCount: undefined,
      },
      token: this.#transport === 'gateway' ? secret(token) : undefined,
      house,
      timing: { patience: 300, grace: 100 },
    });
    const server = await startHttp({ host: '127.0.0.1', port: 0, mounts: platform.mounts });
    await platform.start();
    if (this.#transport === 'http') {
      await this.#double.deliverTo(`${server.address}/discord/interactions`);
    }
    this.#close = async () => {
      await platform.stop();
      await server.close();
    };
  }

  someone = (name: string, tenant: 'first' | 'second' = 'first'): Someone =>
    someoneAt(this.#person(name, tenant), this.#double, this.#commands);

  idOf = (name: string, tenant: 'first' | 'second' = 'first') => {
    const guild = this.#guilds[tenant];
    const [channel] = guild.channels.keys();
    const place = { platform: 'discord', tenant: guild.id, channel: channel ?? '' } as const;
    return { user: this.#person(name, tenant).user.id, place };
  };

  askSlowly = (name: string, line: string) => {
    const { verb, values } = toFields(line, this.#commands);
    const interaction = this.#person(name, 'first').command(verb, values);
    return {
      acknowledged: interaction.then(async (sent) => void (await sent.callback)),
      seen: interaction.then(async (sent) => toSeen(await sent.message())),
    };
  };

  restart = async (house: MemoryHouse): Promise<void> => {
    await this.#close();
    // Discord lets a bot log in once in five seconds.
    this.#double.elapse(5_000);
    await this.connect(house);
  };

  violations = () => this.#double.violations.map((violation) => JSON.stringify(violation));

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#close();
    await this.#double[Symbol.asyncDispose]();
  }

  #person(user: string, tenant: 'first' | 'second'): Person {
    return this.#double.as({ user, guild: this.#guilds[tenant] });
  }
}

/** Discord by one of its two ways in, in two servers. */
export function discordBy(transport: Transport): PlatformUnderTest {
  return {
    name: `Discord by ${transport}`,
    deliversAgain: true,
    hasTenants: true,
    pages: 'in place',
    typesFreely: false,
    async open(house) {
      const double = await startDiscordDouble();
      const [first, second] = [double.addGuild(), double.addGuild()];
      const { apiUrl, applicationId, token } = double;
      await registerDiscord({
        apiUrl,
        applicationId,
        token: secret(token),
        commands: house.commands,
        command: house.command,
      });
      const station = new DiscordStation(double, first, second, transport);
      await station.connect(house);
      return station;
    },
  };
}
