import type { House } from '../../../interaction/house.ts';
import type { InboxItem } from '../../../interaction/ports.ts';
import { BOT_EVENTS, MEMBER_EVENTS } from '../events.ts';
import type { Installed, Installs } from '../install/installed.ts';
import type { SlackApp } from '../listen/types.ts';
import type { Pace } from '../pace.ts';
import { readSource, type Source } from '../source.ts';
import { SLACK_WORDS } from '../wording.ts';
import { arrive } from './arrival.ts';
import { type Acknowledge, type Delivery, onceOnly } from './once.ts';

/** A request as a transport hands it over, its signature or socket checked. */
export interface Incoming extends Omit<Delivery, 'key'> {
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Gate {
  /**
   * Sees a request through: once, from where Tocsin is installed, written down before it is
   * acknowledged where Bolt does that on its own.
   * @throws what keeps it from being handled, unacknowledged: Slack delivers it again
   */
  receive(incoming: Incoming): Promise<void>;
  /** Handles what was acknowledged and not answered, by this process or another. */
  replay(item: InboxItem): Promise<void>;
  /** Takes nothing new from now on: what comes is not acknowledged. */
  close(): void;
  /** When a request last came. */
  readonly lastAt: Date | undefined;
}

/** Tocsin is about to stop; Slack delivers again, to another node or to the next start. */
export class GateClosed extends Error {
  override readonly name = 'GateClosed';
}

const EVENTS: ReadonlySet<string> = new Set(BOT_EVENTS.map(({ event }) => event));

/** What an acknowledgement can say: only that of a command says anything. */
function saying(text: string, { kind }: Source): unknown {
  return kind === 'command' ? { response_type: 'ephemeral', text } : undefined;
}

/** Slack tells of everybody who joins or leaves a channel; it is not even written down. */
function isOfOthers({ type, user }: Source, { botUserId }: Installed): boolean {
  return MEMBER_EVENTS.has(type) && user?.id !== botUserId;
}

interface GateParts {
  readonly app: Pick<SlackApp, 'processEvent'>;
  readonly installs: Installs;
  readonly house: House;
  readonly pace: Pace;
}

export function createGate({ app, installs, house, pace }: GateParts): Gate {
  const once = onceOnly(house.clock);
  /** Ids of the requests in hand: the inbox may offer one that takes longer than its lease. */
  const inHand = new Set<string>();
  let lastAt: Date | undefined;
  let isClosed = false;

  /** Only a command can be told that it is not known now; anything else is delivered again. */
  async function whereFrom(source: Source): Promise<Installed | 'unknown' | undefined> {
    try {
      return await installs.find(source);
    } catch (error) {
      if (source.kind !== 'command') throw error;
      house.log.warn({ err: error }, 'where a command came from could not be looked up');
      return 'unknown';
    }
  }

  async function pass(
    source: Source,
    body: Incoming['body'],
    acknowledge: Acknowledge,
    isReplay: boolean,
  ): Promise<void> {
    const installed = await whereFrom(source);
    if (installed === 'unknown') return await acknowledge(saying(SLACK_WORDS.busy, source));
    if (installed === undefined) {
      house.log.warn({ teams: source.teams }, 'a request came from where Tocsin is not installed');
      if (isReplay && source.key !== undefined) await house.inbox.done('slack', source.key);
      return await acknowledge(saying(SLACK_WORDS.notInstalled, source));
    }
    if (isOfOthers(source, installed)) return await acknowledge();
    const user = source.user ?? { id: '', name: undefined, team: undefined };
    const arrival = arrive({ source, installed, user, body, isReplay }, house, pace.writeDown);
    const isEvent = source.kind === 'event';
    // Bolt acknowledges an event before its listener runs, and runs none where that fails.
    if (isEvent && !(await arrival.keep())) return await acknowledge();
    const ack = isEvent ? () => acknowledge().catch(() => {}) : acknowledge;
    await app.processEvent({ body, ack, customProperties: { arrival } });
    await arrival.close();
  }

  async function held(key: string | undefined, run: () => Promise<void>): Promise<void> {
    if (key !== undefined) inHand.add(key);
    try {
      await run();
    } finally {
      if (key !== undefined) inHand.delete(key);
    }
  }

  return {
    get lastAt() {
      return lastAt;
    },
    close() {
      isClosed = true;
    },
    async receive({ body, acknowledge, hasArrived }) {
      if (isClosed) throw new GateClosed();
      lastAt = house.clock.now();
      const source = readSource(body);
      if (source === undefined || (source.kind === 'event' && !EVENTS.has(source.type))) {
        return await acknowledge();
      }
      const { key } = source;
      await once.run({ key, acknowledge, hasArrived }, (ack) =>
        held(key, () => pass(source, body, ack, false)),
      );
    },
    async replay(item) {
      const { key } = item;
      if (isClosed || inHand.has(key)) return;
      const body = { ...(item.body ?? {}) };
      const source = readSource(body);
      if (source === undefined) return await house.inbox.done('slack', key);
      await held(key, () => pass(source, body, async () => {}, true));
    },
  };
}
