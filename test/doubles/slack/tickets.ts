import type { Ids } from './ids.ts';
import { SlackRefusal } from './refusal.ts';
import type { Message } from './screen.ts';
import type { DoubleTime } from './time.ts';

/** Life of a trigger and of a response URL in milliseconds, and uses of the latter. SD handling-user-interaction */
const TRIGGER_LIFE = 3000;
const RESPONSE_LIFE = 30 * 60 * 1000;
const RESPONSE_USES = 5;

export interface Trigger {
  readonly id: string;
  readonly team: string;
  readonly user: string;
  readonly interaction: string;
  /** The form it was pulled in. */
  readonly viewId?: string;
  readonly expiresAt: number;
  isUsed: boolean;
}

export interface ResponseUrl {
  readonly id: string;
  readonly team: string;
  readonly channel: string;
  readonly user: string;
  readonly interaction: string;
  readonly threadTs?: string;
  /** What `replace_original` and `delete_original` act on; a slash command has none. */
  readonly original?: Message;
  readonly expiresAt: number;
  uses: number;
}

/** What an interaction lets the app do for a short time. */
export class Tickets {
  readonly #triggers = new Map<string, Trigger>();
  readonly #responses = new Map<string, ResponseUrl>();
  readonly #ids: Ids;
  readonly #time: DoubleTime;

  constructor(ids: Ids, time: DoubleTime) {
    this.#ids = ids;
    this.#time = time;
  }

  trigger(fields: Pick<Trigger, 'team' | 'user' | 'interaction' | 'viewId'>): string {
    const now = this.#time.now();
    const id = `${now}.${this.#ids.next('')}.${this.#ids.secret(8)}`;
    this.#triggers.set(id, { ...fields, id, expiresAt: now + TRIGGER_LIFE, isUsed: false });
    return id;
  }

  /** Uses a trigger up. Throws SlackRefusal when it is unknown, used, late or of another team. */
  pull(id: string, team: string): Trigger {
    const trigger = this.#triggers.get(id);
    if (!trigger) throw new SlackRefusal('invalid_trigger_id', `no such trigger: ${id}`);
    if (trigger.isUsed) throw new SlackRefusal('exchanged_trigger_id', 'the trigger was used');
    const late = this.#time.now() - trigger.expiresAt;
    if (late > 0) throw new SlackRefusal('expired_trigger_id', `the trigger is ${late} ms too old`);
    if (trigger.team !== team)
      throw new SlackRefusal('invalid_trigger_id', `a trigger of team ${trigger.team}`);
    trigger.isUsed = true;
    return trigger;
  }

  responseUrl(fields: Omit<ResponseUrl, 'id' | 'expiresAt' | 'uses'>): ResponseUrl {
    const id = this.#ids.secret();
    const response = { ...fields, id, expiresAt: this.#time.now() + RESPONSE_LIFE, uses: 0 };
    this.#responses.set(id, response);
    return response;
  }

  /** Counts one use. Throws SlackRefusal when it is unknown, spent or late. */
  respond(id: string): ResponseUrl {
    const response = this.#responses.get(id);
    if (!response) throw new SlackRefusal('no_service', `no such response_url: ${id}`);
    if (this.#time.now() > response.expiresAt)
      throw new SlackRefusal('expired_url', 'the response_url is older than 30 minutes');
    if (response.uses >= RESPONSE_USES)
      throw new SlackRefusal('used_url', `the response_url was used ${RESPONSE_USES} times`);
    response.uses += 1;
    return response;
  }

  /** Lets go of what is too old to be of use. */
  forget(): void {
    const now = this.#time.now();
    for (const [id, { expiresAt }] of this.#triggers)
      if (now > expiresAt) this.#triggers.delete(id);
    for (const [id, { expiresAt }] of this.#responses)
      if (now > expiresAt) this.#responses.delete(id);
  }
}
