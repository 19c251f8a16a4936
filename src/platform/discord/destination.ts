import { Routes } from 'discord.js';
import type { APIMessage } from 'discord-api-types/v10';
import type {
  Destination,
  EditOutcome,
  Found,
  Later,
  MessageRef,
  OutgoingMessage,
  Pace,
  PostOutcome,
} from '../../delivery/destination.ts';
import type { Place } from '../../domain/place.ts';
import type { House } from '../../interaction/house.ts';
import { contentHash } from '../../shared/content-hash.ts';
import type { Sendable } from './api.ts';
import { type Call, type Called, caller, type Failed } from './destination-call.ts';
import { type Limits, later } from './destination-failure.ts';
import { findPost, notFound } from './destination-find.ts';
import { asEditedPost, asNewPost, composePost } from './destination-message.ts';
import { channelOf, ownerOf, PERSONAL } from './destination-place.ts';
import type { SendingRest } from './destination-rest.ts';
import { type Outgoing, plainer } from './message.ts';
import type { Token } from './options.ts';
import { countByTenant } from './tenant-refusals.ts';

/** Discord knows a nonce for "the past few minutes". DD message */
const SINGLE_MS = 2 * 60_000;

/**
 * Discord takes 50 requests a second of a bot (DD rate-limits), counted in seconds that nobody outside
 * knows. Of these at most 50 leave in any 1,025 ms over all nodes, and a tenth of a second that was missed
 * is made up for. What makes them arrive closer together than they left, each node's gate sees to; the
 * spare is for the gates of several nodes, which do not know of each other.
 */
const BOT = { most: 5, span: 102.5 } as const;

/**
 * As it was seen of channels: DD rate-limits names no number, and a 429 that tells another is heeded. The
 * fifth of a second is for what the way of two requests can differ by.
 */
const CHANNEL = { most: 5, span: 5_200 } as const;

/** What cannot be changed, though it is there. DD opcodes-and-status-codes */
const UNCHANGEABLE: readonly number[] = [50005, 50021, 50068, 50080];
const UNKNOWN_MESSAGE = 10008;
/** Answered too where a reply lacks the permission to read the history. */
const NO_PERMISSION = 50013;
const NO_REPLY = 160002;

export interface DestinationParts {
  readonly house: House;
  readonly sending: SendingRest;
  readonly token: Token;
}

/** A message on its way, and what of it Discord may still be spared. */
interface Sending {
  readonly outgoing: Outgoing;
  readonly message: OutgoingMessage;
}

/** The same without what Discord may have refused it for; undefined when there is nothing to leave out. */
function lesser({ outgoing, message }: Sending, failed: Failed): Sending | undefined {
  const { failure, number } = failed;
  if (failure.is !== 'refused') return undefined;
  if (message.replyTo !== undefined && [NO_PERMISSION, NO_REPLY].includes(number)) {
    return { outgoing, message: { ...message, replyTo: undefined } };
  }
  const isAboutThis = failure.what === 'message' || number === NO_PERMISSION;
  if (outgoing.pictures.length === 0 || !isAboutThis) return undefined;
  return { outgoing: plainer(outgoing), message };
}

function editFailed(failed: Failed): EditOutcome {
  const { failure, number } = failed;
  const { reason } = failure;
  if (number === UNKNOWN_MESSAGE) return { is: 'gone', reason };
  return UNCHANGEABLE.includes(number) ? { is: 'cannot-edit', reason } : failure;
}

/** Where a message is read in a browser, which hands it to the app where there is one. */
function linkTo({ tenant, channel }: Place, ref: MessageRef): string {
  const isPrivate = channel.startsWith('@') || tenant.startsWith(PERSONAL);
  return `https://discord.com/channels/${isPrivate ? '@me' : tenant}/${ref.channel}/${ref.id}`;
}

const requestOf = ({ body, files }: Sendable) => ({ body, files: [...files] });

/** Posts by Discord's REST API, with the bot's token. */
export function createDestination({ house, sending, token }: DestinationParts): Destination {
  const call: Call = caller(sending, countByTenant(house.clock));
  // The same on every node, and nothing that anybody could log in with.
  const bot = `discord:${contentHash(token.reveal()).slice(0, 16)}`;

  const limitsOf = (
    act: 'post' | 'edit' | 'find',
    { tenant, channel }: Pick<Place, 'channel' | 'tenant'>,
  ): Limits => ({
    bot,
    tenant,
    channel: `${bot}:${act}:${channel}`,
  });

  async function prepared(message: OutgoingMessage, place: Place): Promise<Sending | Later> {
    try {
      return { message, outgoing: await composePost(message, place, house) };
    } catch (error) {
      house.log.error({ err: error }, 'a post could not be prepared');
      return later(0, undefined, 'Tocsin could not prepare the post; its log says why');
    }
  }

  /** Sends it, and once more without what it was refused for. */
  async function send<T>(
    first: Sending,
    once: (one: Sending) => Promise<Called<T>>,
  ): Promise<Called<T>> {
    let one = first;
    for (;;) {
      const sent = await once(one);
      const less = sent.is === 'done' ? undefined : lesser(one, sent);
      if (less === undefined) return sent;
      one = less;
    }
  }

  async function post(place: Place, message: OutgoingMessage): Promise<PostOutcome> {
    const limits = limitsOf('post', place);
    const ready = await prepared(message, place);
    if ('is' in ready) return ready;
    const channel = await channelOf(place, limits, call);
    if (channel.is !== 'done') return channel.failure;
    const sent = await send(ready, (one) =>
      call<APIMessage>(limits, (rest) =>
        rest.post(
          Routes.channelMessages(channel.value),
          requestOf(asNewPost(one.outgoing, one.message, place)),
        ),
      ),
    );
    if (sent.is !== 'done') return sent.failure;
    return { is: 'sent', ref: { channel: channel.value, id: sent.value.id } };
  }

  async function edit(
    place: Place,
    ref: MessageRef,
    message: OutgoingMessage,
  ): Promise<EditOutcome> {
    const ready = await prepared(message, place);
    if ('is' in ready) return ready;
    const edited = await send(ready, (one) =>
      call(limitsOf('edit', place), (rest) =>
        rest.patch(
          Routes.channelMessage(ref.channel, ref.id),
          requestOf(asEditedPost(one.outgoing, one.message)),
        ),
      ),
    );
    return edited.is === 'done' ? { is: 'edited' } : editFailed(edited);
  }

  async function find(place: Place, key: string, since: Date): Promise<Found> {
    const limits = limitsOf('find', place);
    const channel = await channelOf(place, limits, call);
    if (channel.is !== 'done') return notFound(channel);
    const read = (query: URLSearchParams) =>
      call<readonly APIMessage[]>(limits, (rest) =>
        rest.get(Routes.channelMessages(channel.value), { query }),
      );
    return await findPost({ channel: channel.value, key, since, read });
  }

  return {
    platform: 'discord',
    singleFor: SINGLE_MS,
    pace(act, place): readonly Pace[] {
      const limits = limitsOf(act, place);
      return [
        { key: limits.bot, ...BOT },
        { key: limits.channel, ...CHANNEL },
      ];
    },
    post,
    edit,
    find,
    async ownerOf(tenant) {
      const place = { ...tenant, channel: '' };
      const owner = await ownerOf(place, limitsOf('post', place), call);
      return owner.is === 'done' ? owner.value : undefined;
    },
    link: linkTo,
  };
}
