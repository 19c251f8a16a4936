import type { App } from '../../../src/app.ts';
import type { Place } from '../../../src/domain/place.ts';

/** A post as people in a channel see it. */
export interface Posted {
  /** All that can be read, on one line. */
  readonly words: string;
  readonly buttons: readonly string[];
  /** The same when a message was changed and not added. */
  readonly id: string;
  /** What the platform calls who was called by it. */
  readonly called: readonly string[];
  /** What a client makes of its words besides bold ones and dates: addresses, mentions, strikes. */
  readonly live: readonly string[];
  /** The message that it stands below. */
  readonly below: string | undefined;
  readonly raw: unknown;
}

/** The whole program on PostgreSQL, beside one platform with a channel in each of two tenants. */
export interface Teller extends AsyncDisposable {
  readonly app: App;
  /** The platform's id of the person who asks. */
  readonly asker: string;
  /** Starts another node on the same database. */
  join(): Promise<App>;
  place(tenant: 'first' | 'second'): Place;
  /** A group or role that can be called, as people type it. */
  group(): { readonly typed: string; readonly id: string };
  /** Somebody who may subscribe types a line in their tenant's channel. */
  ask(line: string, tenant?: 'first' | 'second'): Promise<string>;
  /** They press a button on a post. */
  press(post: Posted, label: string): Promise<string>;
  /** As `press`, for an answer with buttons of its own; by somebody else, if wanted. */
  open(post: Posted, label: string, by?: 'stranger'): Promise<Posted>;
  /** They press a button that opens a form. @returns what stands in its fields, by their keys */
  form(post: Posted, label: string): Promise<Readonly<Record<string, string>>>;
  posts(tenant?: 'first' | 'second'): readonly Posted[];
  /** What the person who asks was told in private. */
  told(): readonly string[];
  /** The next post, or its outcome, is refused for a while, and then no more. */
  holdPosts(): { release(): void };
  deletePost(post: Posted): void;
  /** Nothing can be posted in the first tenant's channel any more; then again. */
  closeChannel(): void;
  openChannel(): void;
  /** What the far side found wrong with what it was sent. */
  violations(): readonly unknown[];
}
