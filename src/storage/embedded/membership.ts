import { setTimeout as delay } from 'node:timers/promises';
import { type Hold, isLastToLeave, joinServer } from './join-server.ts';
import type { LocalServer } from './server.ts';

/** Milliseconds between attempts to bring back a server that does not start any more. */
const REPAIR_PAUSE_MS = 5_000;

/**
 * This process as one of those that share the server. While it lasts the server is kept running:
 * if it is lost, it is started again and joined again.
 */
export class Membership {
  readonly version: string;
  readonly attached: boolean;
  readonly #server: LocalServer;
  readonly #leaving = new AbortController();
  readonly #notice: (text: string) => void;
  #hold: Hold | undefined;
  #repair: Promise<void> = Promise.resolve();

  private constructor(server: LocalServer, hold: Hold, notice: (text: string) => void) {
    this.version = hold.version;
    this.attached = hold.attached;
    this.#server = server;
    this.#notice = notice;
    this.#keep(hold);
  }

  /**
   * Joins, starting the server if need be.
   * @param notice is told, in a sentence, when the server was lost and when it is back
   * @throws TocsinError what `joinServer` throws
   */
  static async join(server: LocalServer, notice: (text: string) => void): Promise<Membership> {
    return new Membership(server, await joinServer(server, new AbortController().signal), notice);
  }

  /**
   * Leaves. The last to leave stops the server.
   * @throws TocsinError `storage.server` when it does not stop
   */
  async leave(): Promise<void> {
    if (this.#leaving.signal.aborted) return this.#repair;
    this.#leaving.abort();
    this.#repair = this.#repair.then(() => this.#leaveNow());
    return this.#repair;
  }

  async #leaveNow(): Promise<void> {
    // Without a hold the server is down or being lost: nothing to release, nothing to stop.
    const client = this.#hold?.client;
    if (client === undefined) return;
    try {
      if (await isLastToLeave(client)) await this.#server.stop();
    } finally {
      await client.end().catch(() => {});
    }
  }

  #keep(hold: Hold): void {
    this.#hold = hold;
    hold.client.once('end', () => {
      this.#hold = undefined;
      if (!this.#leaving.signal.aborted) this.#repair = this.#comeBack();
    });
  }

  async #comeBack(): Promise<void> {
    const { signal } = this.#leaving;
    this.#notice('The connection to the embedded PostgreSQL was lost; it is being restored.');
    while (!signal.aborted) {
      try {
        this.#keep(await joinServer(this.#server, signal));
        this.#notice('The embedded PostgreSQL is back.');
        return;
      } catch (error) {
        if (signal.aborted) return;
        this.#notice(`The embedded PostgreSQL cannot be restored yet. ${(error as Error).message}`);
        await delay(REPAIR_PAUSE_MS, undefined, { signal }).catch(() => {});
      }
    }
  }
}
