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

const PRODUCTS_SHOWN = 3;

/** One advisory in a list: its number, what it concerns, who says so and when. */
export function advisoryLine(advisory: Advisory, citations: Citations): Spans {
  const { kind, label, products, moreProducts, publisher, publishedOn } = advisory;
  const what = kind === 'exploited-vulnerability' ? 'exploited vulnerability' : 'security advisory';
  const shown = Math.min(PRODUCTS_SHOWN, products.length);
  const where = shown === 0 ? '' : ` in ${someOf(products, shown, moreProducts)}`;
  const when = publishedOn === null ? 'no date' : longDate(publishedOn);
  return [
    strong(`${label}: `),
    text(`${what}${where}, ${publisher}, ${when}`),
    ...citations.spans(advisory.sources),
  ];
}
