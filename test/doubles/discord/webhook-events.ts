import type { Context } from './context.ts';
import type { HttpDelivery, Replied } from './http-delivery.ts';
import { guildPayload, iso, type Json, userPayload } from './payloads.ts';
import type { Guild, User } from './world.ts';

/** What Discord tells of itself by signed HTTP: who installed the application. DD:events/webhook-events */
export class WebhookEvents {
  readonly #context: Context;
  readonly #delivery: HttpDelivery;
  #url: string | null = null;

  constructor(context: Context, delivery: HttpDelivery) {
    this.#context = context;
    this.#delivery = delivery;
  }

  /**
   * Saves an address as the developer portal does.
   * @throws Error when a ping is not answered with 204, or a bad signature not with 401
   */
  async save(url: string | null): Promise<void> {
    if (url !== null) {
      const ping = JSON.stringify({ version: 1, application_id: this.#application, type: 0 });
      const pong = await this.#delivery.post(url, this.#delivery.signed(ping));
      if (pong.status !== 204) throw new Error(`A ping was answered ${pong.status}, not 204`);
      const refused = await this.#delivery.post(url, this.#delivery.signed(ping, { bad: true }));
      if (refused.status !== 401)
        throw new Error(`A bad signature was answered ${refused.status}, not 401`);
    }
    this.#url = url;
  }

  /** Somebody put the application into a server, or installed it for themselves. */
  authorised(user: User, guild?: Guild): Promise<Replied | undefined> {
    return this.#tell('APPLICATION_AUTHORIZED', {
      integration_type: guild === undefined ? 1 : 0,
      user: userPayload(user),
      scopes: guild === undefined ? ['applications.commands'] : ['applications.commands', 'bot'],
      ...(guild === undefined ? {} : { guild: guildPayload(guild) }),
    });
  }

  /** Somebody took back what they allowed the application. */
  deauthorised(user: User): Promise<Replied | undefined> {
    return this.#tell('APPLICATION_DEAUTHORIZED', { user: userPayload(user) });
  }

  get #application(): string {
    return this.#context.world.applicationId;
  }

  async #tell(type: string, data: Json): Promise<Replied | undefined> {
    if (this.#url === null) return undefined;
    const timestamp = iso(this.#context.clock.now());
    const event = { type, timestamp, data };
    const body = { version: 1, application_id: this.#application, type: 1, event };
    const replied = await this.#delivery.post(
      this.#url,
      this.#delivery.signed(JSON.stringify(body)),
    );
    if (replied.status !== 204)
      this.#context.record.fault('http-interaction', 0, `${type} was answered ${replied.status}`);
    return replied;
  }
}
