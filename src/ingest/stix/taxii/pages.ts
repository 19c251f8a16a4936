import type { Answer, TaxiiClient } from './client.ts';
import { notTaxii, refusalIn, stuck } from './problems.ts';
import { Envelope } from './schema.ts';

export interface PagesOptions {
  /** Address of the collection, ending with a slash. */
  readonly collection: string;
  readonly types: readonly string[];
  readonly limit: number;
  /** Only what was added to the collection later. */
  readonly after: string | undefined;
}

export interface Page {
  /** From 1. */
  readonly number: number;
  readonly objects: readonly unknown[];
  /** When the last of them was added to the collection, as the server writes it. */
  readonly lastAdded: string | undefined;
}

/** Far more than any collection has; a server that counts on for ever is left. */
const MOST_PAGES = 100_000;
/** RFC 3339 in UTC: what goes into an address and a cursor is what it should be. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z$/;

/**
 * The objects of a collection, page by page, in the order in which they were added to it. Goes on by
 * `next`; where the server gives none or no longer knows it, from when the last object was added.
 * @throws TocsinError `import.taxii-stuck` when it says that there is more and gives nothing to go on by
 */
export async function* pagesOf(client: TaxiiClient, options: PagesOptions): AsyncGenerator<Page> {
  let from = { after: options.after, next: undefined as string | undefined };
  for (let number = 1; ; ) {
    const answer = await ask(client, options, from);
    if (answer === undefined) {
      from = { after: from.after, next: undefined };
      continue;
    }
    const envelope = Envelope.safeParse(answer.body);
    if (!envelope.success) throw notTaxii(answer.where);
    const { more, next, objects } = envelope.data;
    const lastAdded = timestampIn(answer.headers['x-taxii-date-added-last']);
    yield { number, objects, lastAdded };
    if (more !== true) return;
    number += 1;
    const goneOn = { after: lastAdded ?? from.after, next: next ?? undefined };
    if (isStanding(from, goneOn) || number > MOST_PAGES) throw stuck(answer.where);
    from = goneOn;
  }
}

interface Position {
  /** Where to go on when `next` leads nowhere. */
  readonly after: string | undefined;
  readonly next: string | undefined;
}

function isStanding(before: Position, now: Position): boolean {
  return now.next === undefined ? now.after === before.after : now.next === before.next;
}

/** Undefined when the server no longer knows `next` and there is a date to go on from. */
async function ask(
  client: TaxiiClient,
  { collection, types, limit, after: start }: PagesOptions,
  { after, next }: Position,
): Promise<Answer | undefined> {
  const url = new URL('objects/', collection);
  url.searchParams.set('match[type]', types.join(','));
  url.searchParams.set('limit', String(limit));
  // With `next`, the other parameters must be those of the first request (section 3.4).
  const since = next === undefined ? after : start;
  if (since !== undefined) url.searchParams.set('added_after', since);
  if (next !== undefined) url.searchParams.set('next', next);
  try {
    return await client.get(url.href);
  } catch (error) {
    const status = refusalIn(error)?.status;
    const isForgotten = status === 400 || status === 404 || status === 410;
    if (next !== undefined && after !== undefined && after !== start && isForgotten) {
      return undefined;
    }
    throw error;
  }
}

function timestampIn(header: string | undefined): string | undefined {
  const words = header?.trim() ?? '';
  return TIMESTAMP.test(words) ? words : undefined;
}
