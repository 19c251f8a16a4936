import type { Json } from './json.ts';
import type { Outcome, Parcel } from './parcel.ts';
import type { PostOffice, Via } from './post-office.ts';
import type { Message, Showing, View } from './screen.ts';
import type { World } from './world.ts';

/** Real milliseconds to wait for what a person should see. */
const PATIENCE = 5000;

export interface InteractionSetup {
  readonly id: string;
  readonly parcel: Parcel;
  readonly via?: Via | undefined;
  readonly team: string;
  /** Undefined for an event nobody caused. */
  readonly user?: string | undefined;
  readonly channel?: string | undefined;
  /** The thread a mention opens: what is posted in others is not because of it. */
  readonly thread?: string | undefined;
  readonly triggerId?: string;
  readonly responseUrl?: string;
  /** Does what the acknowledgement says. */
  readonly onAck: (body: Json | undefined) => AckEffect;
}

/** What an acknowledgement told the person's client. */
export interface AckEffect {
  /** Of a form, by block. */
  readonly errors?: Readonly<Record<string, string>>;
  /** Of an external select. */
  readonly options?: readonly Json[];
}

/** Something a person did, and what came of it. */
export class Interaction {
  readonly id: string;
  /** What was sent to the app. */
  readonly body: Json;
  readonly triggerId: string | undefined;
  readonly responseUrl: string | undefined;
  /** Whether the app acknowledged in time; never rejects. */
  readonly outcome: Promise<Outcome>;
  /** The acknowledgement's body; rejects when it did not come in time. */
  readonly acked: Promise<Json | undefined>;
  ackedAfterMs: number | undefined;
  /** Faults the app found in a form, by block, once acknowledged. */
  errors: Readonly<Record<string, string>> | undefined;
  /** Options the app offered, once acknowledged. */
  options: readonly Json[] | undefined;
  readonly #setup: InteractionSetup;
  readonly #world: World;
  readonly #office: PostOffice;
  readonly #began: number;
  #seenMessages = 0;
  #seenViews = 0;

  constructor(world: World, office: PostOffice, setup: InteractionSetup) {
    this.#world = world;
    this.#office = office;
    this.#setup = setup;
    this.#began = world.screen.moment;
    this.id = setup.id;
    this.body = setup.parcel.body;
    this.triggerId = setup.triggerId;
    this.responseUrl = setup.responseUrl;
    this.outcome = this.#deliver();
    this.acked = this.outcome.then((outcome) => {
      if (outcome.acked) return outcome.body;
      throw new Error(`${setup.parcel.label}: ${outcome.error}, ${outcome.detail}`);
    });
    this.acked.catch(() => undefined);
  }

  /** All messages the person saw because of it so far, each as it was at that moment. */
  get messages(): Message[] {
    return this.#showings().flatMap(({ message }) => message ?? []);
  }

  /** The changes of the screen because of it, with the way each came. */
  get showings(): Showing[] {
    return this.#showings();
  }

  /** The next message, or change of one, that this gave no earlier call. Rejects after five seconds. */
  async nextMessage(patience = PATIENCE): Promise<Message> {
    const message = await this.#next(() => this.messages[this.#seenMessages], patience, 'message');
    this.#seenMessages += 1;
    return message;
  }

  /** The next form or App Home, or change of one. Rejects after five seconds. */
  async nextView(patience = PATIENCE): Promise<View> {
    const views = () => this.#showings().flatMap(({ view }) => view ?? []);
    const view = await this.#next(() => views()[this.#seenViews], patience, 'view');
    this.#seenViews += 1;
    return view;
  }

  /** Sends it once more, as Slack does when it thinks the first was lost. */
  async redeliver(): Promise<Outcome> {
    const outcome = await this.#office.again(this.#setup.parcel, this.#setup.via);
    const isCommand = this.#setup.parcel.type === 'slash_commands';
    if (outcome.acked && isCommand) this.#setup.onAck(outcome.body);
    return outcome;
  }

  async #deliver(): Promise<Outcome> {
    const outcome = await this.#office.deliver(this.#setup.parcel, this.#setup.via);
    if (!outcome.acked) return outcome;
    this.ackedAfterMs = outcome.afterMs;
    const effect = this.#setup.onAck(outcome.body);
    this.errors = effect.errors;
    this.options = effect.options;
    return outcome;
  }

  #showings(): Showing[] {
    return this.#world.screen.since(this.#began).filter((showing) => this.#sees(showing));
  }

  #sees({ cause, message, view }: Showing): boolean {
    if (cause !== undefined) return cause === this.id;
    const { team, user, channel, thread } = this.#setup;
    if (view) return view.team === team && view.user === user;
    if (!message || message.team !== team) return false;
    if (message.ephemeralTo !== undefined && message.ephemeralTo !== user) return false;
    const { with: partner } = this.#world.place(message.channel)?.channel ?? {};
    if (message.channel !== channel && (partner === undefined || partner !== user)) return false;
    if (message.botId === undefined) return false;
    return thread === undefined || message.threadTs === undefined || message.threadTs === thread;
  }

  async #next<T>(look: () => T | undefined, patience: number, what: string): Promise<T> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patience);
    let wake = Promise.withResolvers<void>();
    const stop = this.#world.screen.onChange(() => wake.resolve());
    let isOver = false;
    void promise.then(() => {
      isOver = true;
      wake.resolve();
    });
    try {
      for (;;) {
        const found = look();
        if (found !== undefined) return found;
        if (isOver) throw new Error(this.#missing(what, patience));
        await wake.promise;
        wake = Promise.withResolvers<void>();
      }
    } finally {
      clearTimeout(timer);
      stop();
    }
  }

  #missing(what: string, patience: number): string {
    const { refusals, violations } = this.#world.record;
    const acked = this.ackedAfterMs === undefined ? 'not acknowledged' : 'acknowledged';
    return [
      `no ${what} within ${patience} ms of ${this.#setup.parcel.label} (${acked})`,
      ...refusals.slice(-5).map((one) => `refused ${one.method}: ${one.error}, ${one.reason}`),
      ...violations.slice(-5).map((one) => `violation in ${one.where}: ${one.reason}`),
    ].join('\n');
  }
}
