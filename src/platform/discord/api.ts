import type { RawFile, REST } from 'discord.js';
import { Routes } from 'discord.js';
import type { APIInteraction, APIMessage, InteractionResponseType } from 'discord-api-types/v10';
import { discordFault } from './fault.ts';

/** The first answer to an interaction. */
export interface Callback {
  readonly type: InteractionResponseType;
  readonly data?: object;
  readonly files?: readonly RawFile[];
}

/** A message as an endpoint takes it, with the files that its attachments name. */
export interface Sendable {
  readonly body: object;
  readonly files: readonly RawFile[];
}

/** What an interaction is answered by: its token is all the authority there is. */
export type Answerable = Pick<APIInteraction, 'id' | 'token' | 'application_id'>;

/** The few endpoints of Discord that Tocsin uses to speak. Each throws `DiscordFault`. */
export interface DiscordApi {
  respond(to: Answerable, callback: Callback): Promise<void>;
  readOriginal(to: Answerable): Promise<APIMessage>;
  editOriginal(to: Answerable, message: Sendable): Promise<void>;
  deleteOriginal(to: Answerable): Promise<void>;
  followUp(to: Answerable, message: Sendable): Promise<void>;
  /** Needs the bot's token. */
  post(channelId: string, message: Sendable): Promise<void>;
}

type Method = 'get' | 'post' | 'patch' | 'delete';

export function discordApi(rest: REST): DiscordApi {
  async function call(
    method: Method,
    route: `/${string}`,
    auth: boolean,
    sent?: Sendable,
  ): Promise<unknown> {
    try {
      const files = sent === undefined || sent.files.length === 0 ? {} : { files: [...sent.files] };
      const body = sent === undefined ? {} : { body: sent.body };
      return await rest[method](route, { auth, ...body, ...files });
    } catch (error) {
      throw discordFault(error, method.toUpperCase(), route);
    }
  }

  const original = (to: Answerable) => Routes.webhookMessage(to.application_id, to.token);

  return {
    async respond(to, { type, data, files = [] }) {
      const body = data === undefined ? { type } : { type, data };
      await call('post', Routes.interactionCallback(to.id, to.token), false, { body, files });
    },
    // Discord's answer to this route is a message; see `Get Webhook Message` in its documentation.
    readOriginal: async (to) => (await call('get', original(to), false)) as APIMessage,
    async editOriginal(to, message) {
      await call('patch', original(to), false, message);
    },
    async deleteOriginal(to) {
      await call('delete', original(to), false);
    },
    async followUp(to, message) {
      await call('post', Routes.webhook(to.application_id, to.token), false, message);
    },
    async post(channelId, message) {
      await call('post', Routes.channelMessages(channelId), true, message);
    },
  };
}
