import { setTimeout as delay } from 'node:timers/promises';
import type { Field, Standing } from '../support/field.ts';

/** One disclosure that was published, with what every channel must show of it in the end. */
export interface Told {
  readonly id: string;
  /** In the order of publishing. */
  readonly number: number;
  revision: number;
  retracted: boolean;
}

/** What a scenario saw at its end. */
export interface Seen {
  readonly deliveries: number;
  /** Channels that show nothing of a disclosure, and no receipt says why. */
  readonly lost: number;
  /** Channels that show an older revision, and no receipt says why. */
  readonly outdated: number;
  readonly outOfOrder: number;
  readonly duplicatesOnDiscord: number;
  readonly duplicatesOnSlack: number;
  /** Of those on Slack, the ones that no receipt tells of. */
  readonly untold: number;
  /** Posts of which nobody knew at first whether they are there, by their receipts. */
  readonly unknown: number;
  /** Posts that stay so, waiting for a person. */
  readonly stillUnknown: number;
}

/** How a receipt tells that the outcome of a try was unknown. */
const UNKNOWN_AT_FIRST = ['unknown', 'repeated', 'found', 'not-found'];

/** Words by which a revision is found again; each revision has its own. */
export function wordsOf(number: number, revision: number): string {
  return `Item ${number} in version ${revision}.`;
}

const POST = /Item (\d+) in version (\d+)\./;

/** Until nothing is due, or for so long that something must be wrong. */
export async function settle(field: Field, patience: number): Promise<void> {
  const until = Date.now() + patience;
  for (;;) {
    const health = await field.desk.services.deliveries.health().catch(() => undefined);
    if (health?.due === 0) return;
    if (Date.now() > until) throw new Error(`not settled: ${JSON.stringify(health)}`);
    await delay(200);
  }
}

function shownIn({ posts }: Standing): { number: number; revision: number; words: string }[] {
  return posts.flatMap((words) => {
    const [, number, revision] = POST.exec(words) ?? [];
    return number === undefined
      ? []
      : [{ number: Number(number), revision: Number(revision), words }];
  });
}

/** Whether posts of one channel stand in the order in which they were published. */
function isInOrder(numbers: readonly number[]): boolean {
  const firsts = numbers.filter((number, at) => numbers.indexOf(number) === at);
  return firsts.every((number, at) => at === 0 || (firsts[at - 1] ?? 0) < number);
}

/** Compares what stands in the channels with what was published and with what the receipts say. */
export async function look(field: Field, told: readonly Told[]): Promise<Seen> {
  const seen = {
    deliveries: 0,
    lost: 0,
    outdated: 0,
    outOfOrder: 0,
    duplicatesOnDiscord: 0,
    duplicatesOnSlack: 0,
    untold: 0,
    unknown: 0,
    stillUnknown: 0,
  };
  const standing = field.standing().map((one) => ({ place: one.place, shown: shownIn(one) }));
  for (const { shown } of standing) {
    if (!isInOrder(shown.map(({ number }) => number))) seen.outOfOrder += 1;
  }
  for (const item of told) {
    const { receipts } = await field.desk.services.deliveries.of(item.id, 'everywhere', 0, 100_000);
    for (const { place, shown } of standing) {
      seen.deliveries += 1;
      const mine = shown.filter(({ number }) => number === item.number);
      const receipt = receipts.find(
        (one) => one.place.channel === place.channel && one.kind !== 'note',
      );
      const happened = receipt?.happened.map(({ what }) => what) ?? [];
      const times = (what: string) => happened.filter((one) => one === what).length;
      if (UNKNOWN_AT_FIRST.some((what) => times(what) > 0)) seen.unknown += 1;
      if (receipt?.state === 'unknown') seen.stillUnknown += 1;
      const isExplained = ['unknown', 'suppressed', 'failed'].includes(receipt?.state ?? '');
      if (mine.length === 0 && !isExplained) seen.lost += 1;
      const newest = mine.at(-1);
      if (newest !== undefined && newest.revision < item.revision && !isExplained)
        seen.outdated += 1;
      const extra = Math.max(0, mine.length - 1);
      if (place.platform === 'discord') seen.duplicatesOnDiscord += extra;
      else {
        seen.duplicatesOnSlack += extra;
        seen.untold += Math.max(0, extra - times('repeated'));
      }
    }
  }
  return seen;
}

/** What must be none. */
export function faultsIn(seen: Seen): string[] {
  const mustBeNone = ['lost', 'outdated', 'outOfOrder', 'duplicatesOnDiscord', 'untold'] as const;
  return mustBeNone.filter((name) => seen[name] > 0).map((name) => `${seen[name]} ${name}`);
}
