import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { Advisory } from '../domain/advisory.ts';
import type { Citations } from './citations.ts';
import { longDate } from './dates.ts';

/** How many of many are named in a line, and how many more there are. */
export function someOf(items: readonly string[], shown: number, more = 0): string {
  const left = items.length - shown + more;
  if (items.length <= shown && more === 0) return items.join(', ');
  return `${items.slice(0, shown).join(', ')} and ${left.toLocaleString('en-GB')} more`;
}

/**
 * One advisory in a list: its number, its title, who says so and when. Its products stand on its own
 * card: dozens of order numbers would bury the rest of the list.
 */
export function advisoryLine(advisory: Advisory, citations: Citations): Spans {
  const { kind, label, title, publisher, publishedOn } = advisory;
  const when = publishedOn === null ? 'no date' : longDate(publishedOn);
  const whose =
    kind === 'exploited-vulnerability'
      ? `which ${publisher} lists as exploited, ${when}`
      : `security advisory of ${publisher}, ${when}`;
  const head = title.startsWith(label) ? [strong(title)] : [strong(`${label}: `), text(title)];
  return [...head, text(`; ${whose}`), ...citations.spans(advisory.sources)];
}
