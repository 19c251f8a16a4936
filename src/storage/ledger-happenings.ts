import { sql, type Transaction } from 'kysely';
import type { Result } from '../delivery/ledger.ts';
import type { Happening } from '../disclosure/receipts.ts';
import { storable } from './storable-text.ts';
import type { Tables } from './tables.ts';

type Tx = Transaction<Tables>;

/** A disclosure in a post, as it was before what is written down now. */
export interface Held {
  readonly disclosure: string;
  readonly subscriptions: string[];
  /** The newest revision when it was queued. */
  readonly queued: number;
  readonly shown: number | null;
  readonly newest: number;
}

type NewHappening = Omit<Happening, 'at'> & { readonly disclosure: string };

const LEFT_OUT = 'left out of the message';
const TAKEN_OUT = 'taken out of the message';

/** Revisions that were to be shown, and that a later one was shown in place of. */
function supersededBy(held: Held, shows: number, first: boolean): NewHappening[] {
  // An edit of what nobody knows the words of tells nothing of what was shown before.
  if (held.shown === null && !first) return [];
  const from = held.shown === null ? held.queued : held.shown + 1;
  const { disclosure } = held;
  return Array.from({ length: Math.max(0, shows - from) }, (_, index) => {
    const revision = from + index;
    return { disclosure, revision, what: 'superseded', reason: '' };
  });
}

function happeningsOfOne(held: Held, result: Result, what: Happening['what']): NewHappening[] {
  const { happened, shows } = result;
  const { disclosure, newest, shown } = held;
  const reason = happened?.reason ?? '';
  if (shows === undefined) return [{ disclosure, revision: newest, what, reason }];
  const revision = shows.revisions[disclosure];
  if (revision === undefined) {
    const left = shown === null ? LEFT_OUT : TAKEN_OUT;
    return [{ disclosure, revision: newest, what: 'suppressed', reason: left }];
  }
  const superseded = supersededBy(held, revision, what !== 'edited');
  return [...superseded, { disclosure, revision, what, reason }];
}

/** What happened to each disclosure of a post; an edit concerns those alone that it changed. */
export function happeningsOf(held: readonly Held[], result: Result): readonly NewHappening[] {
  const { happened, shows } = result;
  if (happened === undefined) return [];
  const { what } = happened;
  const changed = held.filter(
    ({ disclosure, shown }) => (shows?.revisions[disclosure] ?? null) !== shown,
  );
  const isPart = what === 'edited' && shows !== undefined && changed.length > 0;
  return (isPart ? changed : held).flatMap((one) => happeningsOfOne(one, result, what));
}

export async function writeHappenings(
  trx: Tx,
  post: string,
  happenings: readonly NewHappening[],
  at: Date,
): Promise<void> {
  if (happenings.length === 0) return;
  await trx
    .insertInto('happening')
    .values(
      happenings.map(({ disclosure, revision, what, reason }) => ({
        ...{ post, disclosure, revision, what, at },
        reason: storable(reason),
      })),
    )
    .execute();
}

/** Writes down which revisions stand there now. */
export async function writeShown(
  trx: Tx,
  post: string,
  held: readonly Held[],
  { shows }: Result,
): Promise<void> {
  if (shows === undefined || held.length === 0) return;
  await sql`
    update tocsin.delivery set shown = now.shown
    from unnest(
      ${held.map(({ disclosure }) => disclosure)}::text[],
      ${held.map(({ disclosure }) => shows.revisions[disclosure] ?? null)}::integer[]
    ) as now (disclosure, shown)
    where delivery.post = ${post} and delivery.disclosure = now.disclosure
      and delivery.shown is distinct from now.shown`.execute(trx);
}
