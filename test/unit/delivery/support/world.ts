import { createDelivery } from '../../../../src/delivery/deliver.ts';
import type { Destination } from '../../../../src/delivery/destination.ts';
import type { Item, Ledger, Post, Result } from '../../../../src/delivery/ledger.ts';
import type { DisclosureRevision } from '../../../../src/domain/disclosure.ts';
import type { Tlp } from '../../../../src/domain/vocabulary.ts';
import { FarSide, type FarSideOptions } from '../../../support/far-side.ts';
import { Random } from '../../../support/random.ts';
import { channel, item, NOON, post, presenter, revision, type Saying } from './posts.ts';

interface Row {
  post: Post;
  /** What was written down of it, the first first. */
  readonly results: Result[];
  nextTry: Date | undefined;
}

/** One channel, a ledger in memory that keeps the port's promises, and time that passes when asked. */
export class World {
  readonly rows = new Map<string, Row>();
  readonly far: FarSide;
  readonly notices: string[] = [];
  /** When each post is to be looked at. */
  readonly jobs = new Map<string, Date>();
  ceiling: Tlp = 'CLEAR';
  /** Fails so many of the ledger's writes to come. */
  broken = 0;
  #now = NOON.getTime();
  readonly #revisions = new Map<string, DisclosureRevision[]>();
  readonly #holds = new Map<string, number>();
  #unwanted: Item['unwanted'];
  #channel = channel();

  constructor(options: Omit<FarSideOptions, 'clock'> = {}) {
    this.far = new FarSide({ ...options, clock: this.clock });
  }

  readonly clock = { now: () => new Date(this.#now) };

  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  want(unwanted: Item['unwanted']): void {
    this.#unwanted = unwanted;
  }

  /** Lets the channel rest, or wakes it. */
  rest(reason: string | undefined): void {
    const since = this.clock.now();
    const rest = reason === undefined ? undefined : ({ why: 'archived', reason, since } as const);
    this.#channel = { ...this.#channel, rest };
    if (rest !== undefined) return;
    for (const [id, { post }] of this.rows) {
      if (post.state === 'failed' && post.ref !== undefined) this.#add(id);
    }
  }

  newest(disclosure: string): DisclosureRevision | undefined {
    return this.#revisions.get(disclosure)?.at(-1);
  }

  publish(saying: Saying & { readonly id: string }): void {
    const history = this.#revisions.get(saying.id) ?? [];
    if (history.at(-1)?.state === 'retracted') return;
    const at = this.clock.now();
    history.push(revision({ ...saying, at, revision: history.length + 1 }));
    this.#revisions.set(saying.id, history);
    if (history.length === 1) {
      this.hold(post({ id: `${this.rows.size + 1}`, items: [item({ ...saying, at })] }));
    }
    for (const [id, { post }] of this.rows) {
      const holds = post.items.some(({ current }) => current.disclosure.id === saying.id);
      if (holds && (post.state !== 'suppressed' || post.ref !== undefined)) this.#add(id);
    }
  }

  /** Puts a post into the ledger and has it looked at. */
  hold(made: Post): void {
    const dueAt = made.kind === 'digest' ? made.dueAt : this.clock.now();
    this.rows.set(made.id, {
      post: { ...made, key: `k${made.id}`, dueAt },
      results: [],
      nextTry: undefined,
    });
    this.#add(made.id, dueAt);
  }

  #add(id: string, at: Date = this.clock.now()): void {
    this.jobs.set(id, at);
  }

  readonly ledger: Ledger = {
    load: async (id) => {
      const row = this.rows.get(id);
      return row && this.#loaded(row.post);
    },
    begin: async (id, act, hash) => {
      this.#breakIfTold();
      const row = this.#row(id);
      const { begun } = row.post;
      const same = begun?.act === act;
      row.post = {
        ...row.post,
        state: act === 'post' ? 'sending' : row.post.state,
        begun: {
          act,
          at: same ? begun.at : this.clock.now(),
          hash: same && begun.hash !== hash ? undefined : hash,
        },
      };
    },
    finish: async (id, result) => {
      this.#breakIfTold();
      this.#finish(this.#row(id), result);
    },
  };

  readonly deliver = createDelivery({
    ledger: this.ledger,
    presenter,
    clock: this.clock,
    destinations: (): Destination => this.far,
    ceilings: { of: () => this.ceiling },
    pacing: {
      reserve: async (_, limits) => Math.max(0, ...limits.map(({ key }) => this.#heldFor(key))),
      hold: async (key, milliseconds) => void this.#holds.set(key, this.#now + milliseconds),
    },
    random: (() => {
      const chance = new Random(1);
      return () => chance.next();
    })(),
    sleep: async (milliseconds) => this.pass(milliseconds),
    notice: (text) => void this.notices.push(text),
  });

  /** Works on the first job that is due. @returns its post; undefined when none is due */
  async runOne(): Promise<string | undefined> {
    const due = [...this.jobs].filter(([, at]) => at.getTime() <= this.#now);
    const [first] = due.toSorted(([, a], [, b]) => a.getTime() - b.getTime());
    if (first === undefined) return undefined;
    const [id] = first;
    this.jobs.delete(id);
    const end = await this.far.during(this.deliver(id)).catch(() => 'died');
    // The queue gives a job that was not done to another node.
    if (end === 'died' && !this.jobs.has(id)) this.#add(id);
    return id;
  }

  /** Works, and lets time pass, until there is nothing to be done. */
  async settle(): Promise<void> {
    for (let step = 0; step < 1_000 && this.jobs.size > 0; step += 1) {
      if ((await this.runOne()) !== undefined) continue;
      const next = Math.min(...[...this.jobs.values()].map((at) => at.getTime()));
      this.#now = Math.max(this.#now, next);
    }
    if (this.jobs.size > 0) throw new Error('it does not come to rest');
  }

  #heldFor(key: string): number {
    return (this.#holds.get(key) ?? 0) - this.#now;
  }

  #row(id: string): Row {
    const row = this.rows.get(id);
    if (row === undefined) throw new Error(`no post ${id}`);
    return row;
  }

  #breakIfTold(): void {
    if (this.broken <= 0) return;
    this.broken -= 1;
    throw new Error('the database is away');
  }

  #loaded(post: Post): Post {
    const items = post.items.map((one) => {
      const history = this.#revisions.get(one.current.disclosure.id) ?? one.history;
      const current = history.at(-1) ?? one.current;
      return { ...one, current, history, unwanted: this.#unwanted };
    });
    const earlier = [...this.rows.values()].find(
      (other) =>
        Number(other.post.id) < Number(post.id) &&
        (other.post.state === 'waiting' || other.post.state === 'sending') &&
        other.post.dueAt.getTime() <= this.#now,
    );
    const behind = earlier && { nextTry: earlier.nextTry ?? earlier.post.dueAt };
    return { ...post, items, behind, channel: this.#channel };
  }

  #finish(row: Row, result: Result): void {
    const { post, results } = row;
    results.push(result);
    const { state, ref = post.ref, shows, failed, again, rest, happened } = result;
    const items = post.items.map((one) =>
      shows === undefined ? one : { ...one, shown: shows.revisions[one.current.disclosure.id] },
    );
    row.post = {
      ...post,
      ...{ state, ref, items },
      shownHash: shows?.hash ?? post.shownHash,
      tries: failed === true ? post.tries + 1 : again === undefined ? 0 : post.tries,
      begun: state === 'sending' ? post.begun : undefined,
      repeated: post.repeated === true || happened?.what === 'repeated',
    };
    const overtaken = items.some(
      ({ current: { disclosure }, shown }) =>
        shows !== undefined &&
        shown !== undefined &&
        shown < (this.newest(disclosure.id)?.revision ?? 0),
    );
    row.nextTry = overtaken ? this.clock.now() : again;
    if (row.nextTry !== undefined) this.#add(post.id, row.nextTry);
    if (rest !== undefined) this.rest(rest.reason);
  }
}
