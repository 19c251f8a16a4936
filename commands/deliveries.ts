import { z } from 'zod';
import { hasRight } from '../src/command/authorise.ts';
import type { CommandContext } from '../src/command/context.ts';
import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param } from '../src/command/param.ts';
import { formatPlace, isOperator } from '../src/command/place.ts';
import type { DisclosureRevision } from '../src/domain/disclosure.ts';
import type { PostState, Receipts, Scope } from '../src/disclosure/receipts.ts';
import { publishedAs } from '../src/editing/open-draft.ts';
import { isPolicy } from '../src/leads/policy.ts';
import {
  RECEIPTS_SHOWN,
  type ReceiptSeen,
  receiptCard,
  type Trouble,
  troublesCard,
} from '../src/present/deliveries-card.ts';
import { TocsinError } from '../src/shared/errors.ts';
import { isShortId } from '../src/shared/short-id.ts';

const TROUBLES = 10;
/** Among so many of the newest a post is looked for that is named by its number. */
const SEARCHED = 500;

const isPost = (text: string) => /^\d{1,18}$/.test(text);

const What = z
  .string()
  .trim()
  .refine((text) => isPost(text) || isShortId('D', text), {
    error: 'neither an id such as D-7F3KQ nor the number of a post',
  })
  .transform((text) => text.toUpperCase());

const params = {
  what: {
    ...param.verb('A disclosure, such as D-7F3KQ; what needs attention if left out').optional,
    kind: 'text',
    schema: What.optional(),
  },
  retry: {
    ...param.keyed('text', 'all, or the number of a post: tries again what failed', 20).optional,
    typedOnly: true,
  },
  skip: param.paging('Leave out this many', 1_000_000).optional,
} as const;

function refused(message: string, remedy: string): TocsinError {
  return new TocsinError(message, { code: 'deliveries.refused', fault: 'user', remedy });
}

/** Their own tenant; for whoever runs Tocsin all of them, or the one named with `in:`. */
function scopeOf({ place }: CommandContext): Scope {
  return isOperator(place) ? 'everywhere' : { platform: place.platform, tenant: place.tenant };
}

/** The place named with `in:`. */
function elsewhereOf({ place, invocation }: CommandContext): string | undefined {
  return place === invocation.where ? undefined : formatPlace(place);
}

/** Puts back what is meant. @returns undefined when nothing was asked to be retried */
async function retried(
  what: string | undefined,
  retry: string | undefined,
  context: CommandContext,
): Promise<number | undefined> {
  if (retry === undefined) return undefined;
  const meant = retry.toLowerCase() === 'all' ? what : retry;
  if (meant === undefined) {
    throw refused(
      'Nothing is named that is to be tried again.',
      'Name a disclosure or a post: deliveries D-7F3KQ retry:all',
    );
  }
  if (meant !== what && !isPost(meant)) {
    throw refused(
      `“${meant}” is no number of a post.`,
      'Give all, or the number that a button gives.',
    );
  }
  return await context.services.deliveries.retry(meant, scopeOf(context));
}

function less(all: Receipts['counts'], own: Receipts['counts']): Receipts['counts'] {
  const states = Object.keys(all) as PostState[];
  return Object.fromEntries(
    states.map((state) => [state, all[state] - own[state]]),
  ) as Receipts['counts'];
}

/** How it stands in other tenants, without their names, for those who publish there. */
async function elsewhere(id: string, own: Receipts, context: CommandContext) {
  const { invocation, services } = context;
  if (scopeOf(context) === 'everywhere') return undefined;
  if (!(await hasRight('edit', invocation, services))) return undefined;
  return less((await services.deliveries.of(id, 'everywhere', 0, 0)).counts, own.counts);
}

/** Who published it where no person did, and by which rule. */
async function automatic(
  { disclosure, by }: DisclosureRevision,
  { services }: CommandContext,
): Promise<ReceiptSeen['automatic']> {
  if (!isPolicy(by)) return undefined;
  const lead = await services.leadDesk.leadOf(disclosure.id);
  const decided = lead === undefined ? undefined : (await services.leads.get(lead))?.decided;
  return { by: by.name, rule: decided?.rule };
}

async function receipt(
  id: string,
  skip: number,
  again: number | undefined,
  context: CommandContext,
) {
  const revisions = await publishedAs(id, context);
  const [first, newest] = [revisions.at(0), revisions.at(-1)];
  if (first === undefined || newest === undefined) {
    throw refused(
      `No disclosure ${id} is published that can be shown here.`,
      'Take the id from the foot of the post, or from news.',
    );
  }
  const receipts = await context.services.deliveries.of(id, scopeOf(context), skip, RECEIPTS_SHOWN);
  const seen = {
    ...{ newest, receipts, skipped: skip, retried: again },
    everywhere: scopeOf(context) === 'everywhere',
    elsewhere: await elsewhere(id, receipts, context),
    automatic: await automatic(first, context),
    line: (values: { readonly skip?: number; readonly retry?: string }) =>
      formatLine('deliveries', { what: id, ...values, in: elsewhereOf(context) }, params),
  };
  return receiptCard(seen, context);
}

/** Those that tell of something that may be shown here. */
async function shownHere(
  troubles: readonly Trouble[],
  context: CommandContext,
): Promise<Trouble[]> {
  const ids = new Set(troubles.map(({ disclosure }) => disclosure));
  const shown = new Set<string>();
  for (const id of ids) if ((await publishedAs(id, context)).length > 0) shown.add(id);
  return troubles.filter(({ disclosure }) => shown.has(disclosure));
}

async function troubles(
  post: string | undefined,
  again: number | undefined,
  context: CommandContext,
) {
  const { deliveries: ledger } = context.services;
  const all = await ledger.troubles(scopeOf(context), post === undefined ? TROUBLES : SEARCHED);
  const meant = post === undefined ? all : all.filter((one) => one.post === post);
  const everywhere = scopeOf(context) === 'everywhere';
  return troublesCard(await shownHere(meant, context), { everywhere, retried: again }, context);
}

export const deliveries = defineCommand({
  verb: 'deliveries',
  aliases: ['receipt', 'delivery'],
  summary: 'Which channels show which revision of a disclosure, since when; what failed',
  examples: ['deliveries'],
  params,
  asOf: false,
  right: 'subscribe',
  askerOnly: true,
  async run({ what, retry, skip = 0 }, context) {
    const again = await retried(what, retry, context);
    const isDisclosure = what !== undefined && !isPost(what);
    const card = isDisclosure
      ? await receipt(what, skip, again, context)
      : await troubles(what, again, context);
    const shown = { what, skip: skip || undefined, in: elsewhereOf(context) };
    return { card, again: formatLine('deliveries', shown, params) };
  },
});
