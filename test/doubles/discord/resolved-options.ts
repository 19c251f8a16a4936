import type { CommandOption } from './command-body.ts';
import { type Picked, type Values, wrong } from './command-line.ts';
import type { Context } from './context.ts';
import {
  type Json,
  memberOnlyPayload,
  resolvedChannelPayload,
  rolePayload,
  userPayload,
} from './payloads.ts';
import type { Guild } from './world.ts';

type Kind = 'users' | 'members' | 'channels' | 'roles';

/** Which kinds of thing an option of a type may name. */
const KINDS_BY_TYPE: Readonly<Record<number, readonly Kind[]>> = {
  6: ['users', 'members'],
  7: ['channels'],
  8: ['roles'],
  9: ['users', 'members', 'roles'],
};

function checkChannelType(context: Context, option: CommandOption, id: string): void {
  const channel = context.world.channels.get(id);
  const types = option.channel_types ?? [];
  if (channel !== undefined && types.length > 0 && !types.includes(channel.type))
    throw wrong(option, id, `it takes channels of type ${types.join(', ')}`);
}

/**
 * The people, channels and roles that options name, as Discord adds them.
 * @throws Error for what the client could not have offered
 */
export function resolvedOptions(
  context: Context,
  guild: Guild | undefined,
  picked: Picked,
  values: Values,
  userId: string,
): Json {
  const { world } = context;
  const found: Partial<Record<Kind, Record<string, Json>>> = {};

  function lookUp(kind: Kind, id: string): Json | undefined {
    const member = guild?.members.get(id);
    const user = world.users.get(id);
    const role = guild?.roles.get(id);
    const channel = guild?.channels.get(id);
    if (kind === 'users') return user && userPayload(user);
    if (kind === 'members') return member && memberOnlyPayload(member);
    if (kind === 'roles') return role && rolePayload(role);
    return channel && resolvedChannelPayload(world, channel, userId);
  }

  for (const option of picked.options) {
    const kinds = KINDS_BY_TYPE[option.type];
    const id = values[option.name];
    if (kinds === undefined || typeof id !== 'string') continue;
    checkChannelType(context, option, id);
    const things = kinds.flatMap((kind) => {
      const thing = lookUp(kind, id);
      return thing === undefined ? [] : [[kind, thing] as const];
    });
    if (things.length === 0) throw wrong(option, id, 'the client could not offer it here');
    for (const [kind, thing] of things) found[kind] = { ...found[kind], [id]: thing };
  }
  return found;
}
