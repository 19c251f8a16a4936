import type { MovableClock } from './clock.ts';
import type { CommandBody, CommandOption } from './command-body.ts';
import { checkCommand, listFaults } from './command-check.ts';
import type { Json } from './payloads.ts';
import { refusal, refuseFaults } from './refusal.ts';
import type { Snowflakes } from './snowflake.ts';

/** A command as it is registered. */
export interface Command {
  readonly id: string;
  version: string;
  readonly guildId: string | undefined;
  body: CommandBody;
}

const CREATES_A_DAY = 200;
const DAY_MS = 86_400_000;

/** Commands by where they are registered; the key is a guild, or empty for everywhere. */
export class CommandStore {
  readonly #applicationId: string;
  readonly #ids: Snowflakes;
  readonly #clock: MovableClock;
  readonly #commandsByGuild = new Map<string, Command[]>();
  readonly #createsByGuild = new Map<string, number[]>();

  constructor(applicationId: string, ids: Snowflakes, clock: MovableClock) {
    this.#applicationId = applicationId;
    this.#ids = ids;
    this.#clock = clock;
  }

  in(guildId?: string): readonly Command[] {
    return this.#commandsByGuild.get(guildId ?? '') ?? [];
  }

  /** Creates in the last day, which Discord counts. DD:application-commands */
  created(guildId?: string): number {
    const all = this.#createsByGuild.get(guildId ?? '') ?? [];
    return all.filter((at) => this.#clock.now() - at < DAY_MS).length;
  }

  find(id: string, guildId?: string): Command {
    const found = this.in(guildId).find((command) => command.id === id);
    if (found === undefined) throw refusal(10063);
    return found;
  }

  /** Puts a list in place of all there is; what has the same name and type keeps its identifier. */
  overwrite(body: unknown, guildId?: string): readonly Command[] {
    const message = 'The body is a list of commands';
    if (!Array.isArray(body)) refuseFaults([{ path: [], code: 'LIST_TYPE_CONVERT', message }]);
    const wanted = (body as unknown[]).map((one, index) =>
      checkCommand('command', one, guildId, [index]),
    );
    refuseFaults(listFaults(wanted));
    const before = this.in(guildId);
    const fresh = wanted.filter((one) => !before.some((old) => sameName(old.body, one)));
    this.#countCreates(fresh.length, guildId);
    const after = wanted.map((one) => {
      const old = before.find((command) => sameName(command.body, one));
      return old === undefined ? this.#make(one, guildId) : this.#change(old, one);
    });
    this.#commandsByGuild.set(guildId ?? '', after);
    return after;
  }

  /** Adds one; a command of the same name and type is replaced. */
  create(body: unknown, guildId?: string): { command: Command; isNew: boolean } {
    const wanted = checkCommand('newCommand', body, guildId, []);
    const before = this.in(guildId);
    const old = before.find((command) => sameName(command.body, wanted));
    if (old !== undefined) return { command: this.#change(old, wanted), isNew: false };
    if (listFaults([...before.map((command) => command.body), wanted]).length > 0)
      throw refusal(30032);
    this.#countCreates(1, guildId);
    const command = this.#make(wanted, guildId);
    this.#commandsByGuild.set(guildId ?? '', [...before, command]);
    return { command, isNew: true };
  }

  edit(id: string, body: unknown, guildId?: string): Command {
    const command = this.find(id, guildId);
    const schema = 'commandEdit';
    checkCommand(schema, body, guildId, []);
    const whole = { ...command.body, ...(body as Partial<CommandBody>) };
    return this.#change(command, checkCommand('command', whole, guildId, []));
  }

  remove(id: string, guildId?: string): void {
    const command = this.find(id, guildId);
    const left = this.in(guildId).filter((one) => one !== command);
    this.#commandsByGuild.set(guildId ?? '', left);
  }

  /** A command as Discord gives it back, with what it fills in. */
  payload(command: Command, withLocalizations: boolean): Json {
    const { body, guildId } = command;
    const everywhere = {
      dm_permission: true,
      contexts: body.contexts ?? null,
      integration_types: body.integration_types ?? [0],
    };
    return {
      id: command.id,
      application_id: this.#applicationId,
      version: command.version,
      default_member_permissions: body.default_member_permissions ?? null,
      type: body.type ?? 1,
      name: body.name,
      name_localizations: withLocalizations ? (body.name_localizations ?? null) : null,
      description: body.description ?? '',
      description_localizations: withLocalizations
        ? (body.description_localizations ?? null)
        : null,
      ...(guildId === undefined ? everywhere : { guild_id: guildId }),
      ...((body.options ?? []).length === 0
        ? {}
        : { options: body.options?.map((one) => optionPayload(one, withLocalizations)) }),
      nsfw: body.nsfw ?? false,
    };
  }

  #make(body: CommandBody, guildId: string | undefined): Command {
    return { id: this.#ids.next(), version: this.#ids.next(), guildId, body };
  }

  #change(command: Command, body: CommandBody): Command {
    if (JSON.stringify(command.body) !== JSON.stringify(body)) command.version = this.#ids.next();
    command.body = body;
    return command;
  }

  #countCreates(count: number, guildId: string | undefined): void {
    if (this.created(guildId) + count > CREATES_A_DAY) throw refusal(30034);
    const before = this.#createsByGuild.get(guildId ?? '') ?? [];
    const now = this.#clock.now();
    this.#createsByGuild.set(guildId ?? '', [...before, ...Array(count).fill(now)]);
  }
}

function sameName(one: CommandBody, other: CommandBody): boolean {
  return one.name === other.name && (one.type ?? 1) === (other.type ?? 1);
}

/** Discord leaves out what is false or empty, and the translations unless they were asked for. */
function optionPayload(option: CommandOption, withLocalizations: boolean): Json {
  const { options, required, autocomplete, choices, ...rest } = option;
  const translated = (one: Json): Json => ({
    ...one,
    name_localizations: withLocalizations ? (one.name_localizations ?? null) : null,
  });
  return {
    ...translated(rest as unknown as Json),
    description_localizations: withLocalizations ? (rest.description_localizations ?? null) : null,
    ...(required === true ? { required } : {}),
    ...(autocomplete === true ? { autocomplete } : {}),
    ...(choices == null || choices.length === 0
      ? {}
      : { choices: choices.map((choice) => translated(choice as unknown as Json)) }),
    ...(options == null || options.length === 0
      ? {}
      : { options: options.map((one) => optionPayload(one, withLocalizations)) }),
  };
}
