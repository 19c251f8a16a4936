import { instant, type Spans, text } from '../card/span.ts';
import type { Feed, FeedPolicy } from '../leads/feeds.ts';
import { count, sentence } from './words.ts';

/** What becomes of a feed's items that name a group or an incident known here. */
export const POLICY_WORDS: Readonly<Record<FeedPolicy, string>> = {
  hold: 'hold: each item that names a group or an incident known here waits in the inbox',
  publish:
    'publish: an item that names a group or an incident known here is published at once when its publisher is close to what it tells, it is news of the last week, and the name means nothing else; any other waits in the inbox',
  drop: 'drop: items are kept, so that they are known again, and none is raised',
};

/** "active", or why it is not. */
export function stateWords({ state, reason }: Pick<Feed, 'state' | 'reason'>): string {
  return reason === undefined ? state : `${state}: ${reason}`;
}

function moment(words: string, at: Date | undefined): Spans {
  return at === undefined ? [] : [text(words), instant(at)];
}

/** When it was asked and answered, and what it failed of. */
export function pollWords({ polledAt, answeredAt, failures, lastError }: Feed): Spans {
  if (polledAt === undefined) return [text('not asked yet')];
  const failed =
    failures === 0
      ? ''
      : `; ${count(failures, 'failure')} in a row${lastError === undefined ? '' : `, the last: ${lastError}`}`;
  const answered =
    answeredAt === undefined ? [text('; never answered well')] : moment('; answered ', answeredAt);
  return [...moment('asked ', polledAt), ...answered, ...(failed === '' ? [] : [text(failed)])];
}

/** "120 items known, 3 raised." */
export function countWords({ items, raised }: Pick<Feed, 'items' | 'raised'>): string {
  return sentence(`${count(items, 'item')} known, ${raised.toLocaleString('en-GB')} raised`);
}
