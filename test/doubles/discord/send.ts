import type { Context } from './context.ts';
import type { HttpDelivery, Signing } from './http-delivery.ts';
import { Interaction } from './interaction.ts';
import { interactionToken } from './interaction-token.ts';
import type { Message } from './message.ts';
import { messagePayload } from './message-payload.ts';
import { channelPayload, type Json, memberPayload, userPayload } from './payloads.ts';
import { ALL_PERMISSIONS, bits, permissionsIn } from './permissions.ts';
import type { Channel, Guild, User } from './world.ts';

/** Where somebody sits. */
export interface Seat {
  readonly context: Context;
  readonly delivery: HttpDelivery;
  readonly user: User;
  readonly channel: Channel;
  readonly guild: Guild | undefined;
  /** Permissions to be taken for the member's in place of the reckoned ones. */
  readonly permissions: bigint | undefined;
  readonly locale: string;
  readonly installedBy: 'guild' | 'user';
  /** 0 server, 1 direct message with the bot, 2 other private channel. */
  readonly where: 0 | 1 | 2;
}

export interface SendOptions {
  /** The interaction is so old when it is sent: a slow gateway. */
  readonly lateByMs?: number;
  /** How it is signed, when it goes by HTTP. */
  readonly signing?: Signing;
}

/** What the member may do in the channel. */
export function memberPermissions(seat: Seat): bigint {
  if (seat.guild === undefined) return ALL_PERMISSIONS;
  return seat.permissions ?? permissionsIn(seat.guild, seat.channel, seat.user.id);
}

/** Where the bot is no member it is told only what an answer may hold. DD:interactions */
const ANSWER_PERMISSIONS = bits('attachFiles', 'embedLinks', 'mentionEveryone');

function appPermissions(seat: Seat): bigint {
  const { guild, channel, context } = seat;
  if (guild === undefined || !guild.installed) return ANSWER_PERMISSIONS;
  return permissionsIn(guild, channel, context.world.bot.id);
}

function who(seat: Seat): Json {
  const { guild, user } = seat;
  const member = guild?.members.get(user.id);
  if (guild === undefined || member === undefined) return { user: userPayload(user) };
  const permissions = memberPermissions(seat).toString();
  return { member: { ...memberPayload(member), permissions } };
}

function place(seat: Seat): Json {
  const { guild, channel } = seat;
  if (guild === undefined) return { channel: channelPayload(channel) };
  return {
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: [] },
    guild_locale: guild.locale,
    channel: { ...channelPayload(channel), permissions: memberPermissions(seat).toString() },
  };
}

/** Who installed the app where the interaction comes from. DD:interactions/receiving-and-responding */
function owners(seat: Seat): Record<string, string> {
  if (seat.installedBy === 'user') return { 1: seat.user.id };
  return { 0: seat.guild?.id ?? '0' };
}

/** Sends an interaction the way the application takes them, and gives the test its handle. */
export async function send(
  seat: Seat,
  kind: number,
  data: Json,
  options: SendOptions & { readonly message?: Message },
): Promise<Interaction> {
  const { context, guild, channel, user } = seat;
  const { world, clock } = context;
  const at = clock.now() - (options.lateByMs ?? 0);
  const id = world.ids.next(options.lateByMs === undefined ? undefined : at);
  const token = interactionToken(id);
  const { message } = options;
  const payload: Json = {
    version: 1,
    type: kind,
    token,
    id,
    application_id: world.applicationId,
    ...place(seat),
    locale: seat.locale,
    channel_id: channel.id,
    ...who(seat),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: owners(seat),
    context: seat.where,
    app_permissions: appPermissions(seat).toString(),
    attachment_size_limit: 10_485_760,
    data,
    ...(message === undefined
      ? {}
      : { message: messagePayload(message, world.applicationId, context.base) }),
  };
  const guest = seat.installedBy === 'user' && guild?.installed !== true;
  const interaction = new Interaction({
    id,
    token,
    kind,
    at,
    user,
    channel,
    guild,
    owners: owners(seat),
    source: message,
    payload,
    guest,
    signal: context.signal,
    clock,
  });
  context.interactions.set(id, interaction);
  await deliver(seat, interaction, options.signing);
  return interaction;
}

async function deliver(seat: Seat, interaction: Interaction, signing?: Signing): Promise<void> {
  const { context, delivery, guild } = seat;
  if (delivery.url !== null) {
    delivery.start(interaction, signing);
    return;
  }
  const reached = context.dispatch({
    name: 'INTERACTION_CREATE',
    data: interaction.payload,
    ...(guild === undefined ? {} : { guildId: guild.id }),
  });
  interaction.sending.state = reached === 0 ? 'lost' : 'sent';
  if (reached === 0) interaction.sending.reason = 'no session of the gateway is there for it';
  context.signal.changed();
}
