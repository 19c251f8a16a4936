import type { CommandOption } from './command-body.ts';
import type { Command } from './commands.ts';
import type { Context } from './context.ts';
import {
  type Json,
  memberOnlyPayload,
  resolvedChannelPayload,
  rolePayload,
  userPayload,
} from './payloads.ts';
import type { Guild } from './world.ts';

/** What a person fills in: values by option name. A user, channel or role is given by identifier. */
export type Values = Readonly<Record<string, string | number | boolean>>;

/** A command that a person can pick, with the subcommand path they went. */
export interface Picked {
  readonly command: Command;
  /** Names of group and subcommand. */
  readonly path: readonly string[];
  readonly options: readonly CommandOption[];
}

function leaves(command: Command): Picked[] {
  function walk(options: readonly CommandOption[], path: readonly string[]): Picked[] {
    const nested = options.filter(({ type }) => type <= 2);
    if (nested.length === 0) return [{ command, path, options }];
    return nested.flatMap((one) => walk(one.options ?? [], [...path, one.name]));
  }
  return walk(command.body.options ?? [], []);
}

/**
 * Finds what somebody means by `stats`, `tocsin stats` or `tocsin group stats`.
 * @throws Error when there is none, or more than one
 */
export function pick(commands: readonly Command[], words: string): Picked {
  const wanted = words.replace(/^\//, '').split(/\s+/);
  const all = commands.filter(({ body }) => (body.type ?? 1) === 1).flatMap(leaves);
  const found = all.filter(({ command, path }) => {
    const full = [command.body.name, ...path];
    return full.slice(-wanted.length).join(' ') === wanted.join(' ');
  });
  const [only] = found;
  if (only === undefined)
    throw new Error(
      `Nobody can type /${words}: registered are ${all.map(({ command, path }) => `/${[command.body.name, ...path].join(' ')}`).join(', ') || 'no commands'}`,
    );
  if (new Set(found.map(({ command }) => command.id)).size > 1 && wanted.length === 1)
    throw new Error(`/${words} is ambiguous: give the whole command`);
  return only;
}

function wrong(option: CommandOption, value: unknown, why: string): Error {
  return new Error(
    `Discord's client does not take ${JSON.stringify(value)} for ${option.name}: ${why}`,
  );
}

function checkText(option: CommandOption, value: unknown): void {
  if (typeof value !== 'string') throw wrong(option, value, 'it is no text');
  const { min_length: least = 0, max_length: most = 6000 } = option;
  if (value.length < least || value.length > most)
    throw wrong(option, value, `it needs ${least} to ${most} characters`);
}

function checkNumber(option: CommandOption, value: unknown): void {
  if (typeof value !== 'number') throw wrong(option, value, 'it is no number');
  if (option.type === 4 && !Number.isInteger(value)) throw wrong(option, value, 'it is no integer');
  const { min_value: least = -(2 ** 53), max_value: most = 2 ** 53 } = option;
  if (value < least || value > most) throw wrong(option, value, `it must be ${least} to ${most}`);
}

function checkValue(option: CommandOption, value: unknown): void {
  if (option.type === 3) checkText(option, value);
  else if (option.type === 4 || option.type === 10) checkNumber(option, value);
  else if (option.type === 5) {
    if (typeof value !== 'boolean') throw wrong(option, value, 'it is no boolean');
  } else if (typeof value !== 'string') throw wrong(option, value, 'it is no identifier');
  const choices = option.choices ?? [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value))
    throw wrong(option, value, `it is not among ${choices.map((one) => one.value).join(', ')}`);
}

/** Options as Discord sends them: each with the type that was registered. */
export function filledOptions(picked: Picked, values: Values, focused?: string): Json[] {
  const known = picked.options.map(({ name }) => name);
  for (const name of Object.keys(values))
    if (!known.includes(name))
      throw new Error(`/${picked.path.join(' ')} has no option ${name}, only ${known.join(', ')}`);
  const filled = picked.options.flatMap((option): Json[] => {
    const value = values[option.name];
    const { type, name } = option;
    if (name === focused) {
      if (option.autocomplete !== true) throw new Error(`${name} has no autocomplete`);
      return [{ type, name, value: String(value ?? ''), focused: true }];
    }
    if (value === undefined) {
      if (option.required === true && focused === undefined)
        throw new Error(
          `Discord's client asks for ${name} before it sends /${picked.path.join(' ')}`,
        );
      return [];
    }
    if (focused === undefined) checkValue(option, value);
    return [{ type, name, value }];
  });
  return picked.path.reduceRight<Json[]>((inner, name, depth) => {
    const type = depth === picked.path.length - 1 ? 1 : 2;
    return [{ type, name, options: inner }];
  }, filled);
}

/** The people, channels and roles that options name. */
export function resolvedOptions(
  context: Context,
  guild: Guild | undefined,
  picked: Picked,
  values: Values,
  userId: string,
): Json {
  const users: Record<string, Json> = {};
  const members: Record<string, Json> = {};
  const channels: Record<string, Json> = {};
  const roles: Record<string, Json> = {};
  for (const option of picked.options) {
    const id = String(values[option.name] ?? '');
    const user = context.world.users.get(id);
    const channel = context.world.channels.get(id);
    const role = guild?.roles.get(id);
    const member = guild?.members.get(id);
    if (id === '' || option.type < 6 || option.type > 9) continue;
    if ((option.type === 6 || option.type === 9) && user !== undefined) {
      users[id] = userPayload(user);
      if (member !== undefined) members[id] = memberOnlyPayload(member);
    } else if (option.type === 7 && channel !== undefined && channel.guildId === guild?.id) {
      const types = option.channel_types ?? [];
      if (types.length > 0 && !types.includes(channel.type))
        throw wrong(option, id, `it takes channels of type ${types.join(', ')}`);
      channels[id] = resolvedChannelPayload(context.world, channel, userId);
    } else if ((option.type === 8 || option.type === 9) && role !== undefined) {
      roles[id] = rolePayload(role);
    } else throw wrong(option, id, 'the client could not offer it here');
  }
  const all = { users, members, channels, roles };
  return Object.fromEntries(Object.entries(all).filter(([, some]) => Object.keys(some).length > 0));
}
