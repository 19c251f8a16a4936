import type { Context } from './context.ts';
import { Closing, type Link } from './gateway-link.ts';
import { GATEWAY, INTENT, KNOWN_INTENTS, PRIVILEGED } from './gateway-rules.ts';
import { type Frame, heldBy, type Session } from './gateway-session.ts';
import { guildCreatePayload, type Json, userPayload } from './payloads.ts';
import type { Guild } from './world.ts';

export interface Identified {
  readonly shard: readonly [id: number, count: number];
  readonly intents: number;
}

function guildsOf(context: Context, shard: readonly [number, number]): Guild[] {
  return [...context.world.guilds.values()].filter(
    (guild) => guild.installed && heldBy(shard, guild.id),
  );
}

/**
 * Checks what a client says of itself.
 * @throws Closing with the code that Discord would close with
 */
export function checkIdentify(
  context: Context,
  link: Link,
  data: Json,
  grantedIntents: number,
): Identified {
  const { token, properties, intents, shard = [0, 1] } = data;
  if (link.session !== undefined) throw new Closing(4005, 'A second identify on one socket');
  if (token !== context.token) throw new Closing(4004, 'Identify with a wrong token');
  if (typeof properties !== 'object' || typeof intents !== 'number')
    throw new Closing(4002, 'Identify without properties or intents');
  if ((intents & ~KNOWN_INTENTS) !== 0) throw new Closing(4013, `Intents ${intents}`);
  const disallowed = intents & PRIVILEGED & ~grantedIntents;
  if (disallowed !== 0) throw new Closing(4014, `Privileged intents ${disallowed}`);
  const [id, count] = shard as readonly [number, number];
  if (!Number.isInteger(id) || !Number.isInteger(count) || id < 0 || id >= count)
    throw new Closing(4010, `Shard ${id} of ${count}`);
  const held = guildsOf(context, [id, count]).length;
  if (held >= GATEWAY.guildsInShard) throw new Closing(4011, `${held} servers in one shard`);
  return { shard: [id, count], intents };
}

/** The events that a new session begins with: READY, then each server that it holds. */
export function greeting(context: Context, session: Session): [name: string, data: Json][] {
  const { world, base } = context;
  const guilds = guildsOf(context, session.shard);
  const ready = {
    v: 10,
    user: userPayload(world.bot),
    user_settings: {},
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: `${base.replace('http', 'ws')}/resume`,
    session_type: 'normal',
    private_channels: [],
    relationships: [],
    presences: [],
    shard: session.shard,
    application: { id: world.applicationId, flags: 8_388_608 },
    _trace: [],
  };
  const seen = (session.intents & INTENT.guilds) === 0 ? [] : guilds;
  return [
    ['READY', ready],
    ...seen
      .filter(({ available }) => available)
      .map((guild): [string, Json] => ['GUILD_CREATE', guildCreatePayload(guild, world.bot.id)]),
  ];
}

/**
 * What a client missed that comes back to a session; undefined when it has to begin anew.
 * @throws Closing for a wrong token or a sequence number that was never given out
 */
export function missedFrames(
  context: Context,
  session: Session | undefined,
  data: Json,
): readonly Frame[] | undefined {
  if (data.token !== context.token) throw new Closing(4004, 'Resume with a wrong token');
  if (session === undefined || !session.reachable(context.clock.now())) return undefined;
  const { seq } = data;
  if (typeof seq !== 'number' || seq > session.seq)
    throw new Closing(4007, `Resume at ${seq}, the session is at ${session.seq}`);
  return session.since(seq);
}
