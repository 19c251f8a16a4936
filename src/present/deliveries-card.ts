import type { Action, Block, Card } from '../card/card.ts';
import { code, instant, type Spans, strong, text } from '../card/span.ts';
import type { PostState, Receipt, Receipts } from '../disclosure/receipts.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import { platformName } from './reach-words.ts';
import { postHistory, reasonWords } from './receipt-words.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { count, listInWords, sentence } from './words.ts';

type Counts = Receipts['counts'];

/** Channels shown at once. */
export const RECEIPTS_SHOWN = 10;

/** What became of one disclosure in the channels that the reader may know of. */
export interface ReceiptSeen {
  readonly newest: DisclosureRevision;
  readonly receipts: Receipts;
  readonly skipped: number;
  /** Whether the channels are of all tenants, so that each is named with its own. */
  readonly everywhere: boolean;
  /** In tenants that are not the reader's; undefined for who may not know. */
  readonly elsewhere: Counts | undefined;
  /** What published it, and by which rule where that is known; undefined where somebody did. */
  readonly automatic: { readonly by: string; readonly rule: string | undefined } | undefined;
  /** How many posts were just put back into the queue. */
  readonly retried: number | undefined;
  line(values: { readonly skip?: number; readonly retry?: string }): string;
}

export type Trouble = Receipt & { readonly disclosure: string };

const STATES: readonly (readonly [PostState, string])[] = [
  ['waiting', 'waiting'],
  ['sending', 'being sent'],
  ['failed', 'failed'],
  ['unknown', 'of which nobody knows whether they are there'],
  ['suppressed', 'left out'],
];

/** "2 waiting, 1 failed", or nothing. */
function others(counts: Counts): string[] {
  return STATES.flatMap(([state, words]) =>
    counts[state] === 0 ? [] : [`${counts[state].toLocaleString('en-GB')} ${words}`],
  );
}

function standing({ shown, receipts }: Receipts): string {
  const [only, ...more] = shown;
  if (only === undefined) {
    const isNoted = receipts.some(({ kind, shows }) => kind === 'note' && shows !== undefined);
    return isNoted ? 'No post of it stands; notes that took its place do.' : 'No channel shows it.';
  }
  const all = shown.reduce((sum, { channels }) => sum + channels, 0);
  const revisions =
    more.length === 0
      ? `revision ${only.revision}`
      : listInWords(shown.map((one) => `revision ${one.revision} in ${one.channels}`));
  return `Shown in ${count(all, 'channel')}: ${revisions}.`;
}

function summary(receipts: Receipts): string {
  const rest = others(receipts.counts);
  return rest.length === 0
    ? standing(receipts)
    : `${standing(receipts)} Posts: ${listInWords(rest)}.`;
}

function otherTenants(counts: Counts | undefined): Block[] {
  if (counts === undefined) return [];
  const shown = counts.shown === 0 ? [] : [`${counts.shown.toLocaleString('en-GB')} shown`];
  const parts = [...shown, ...others(counts)];
  if (parts.length === 0) return [];
  const words = `In other workspaces and servers: ${listInWords(parts)}.`;
  return [{ type: 'paragraph', spans: [text(words)] }];
}

function automaticBlock({ automatic }: ReceiptSeen): Block[] {
  if (automatic === undefined) return [];
  const { by, rule } = automatic;
  const words = `Published by ${by}${rule === undefined ? '' : `, by the rule: ${rule}`}.`;
  return [{ type: 'paragraph', spans: [text(words)] }];
}

/** "#alerts in Slack"; the tenant as well for who looks at all of them. */
function placeSpans({ place, channelName }: Receipt, everywhere: boolean): Spans {
  const name = channelName === undefined ? code(place.channel) : strong(channelName);
  const where = ` in ${platformName(place.platform)}`;
  const isTenant = place.platform === 'slack' || place.platform === 'discord';
  return everywhere && isTenant
    ? [name, text(`${where} `), code(place.tenant)]
    : [name, text(where)];
}

const KINDS: Readonly<Record<Receipt['kind'], string>> = {
  disclosure: '',
  digest: ', in a digest',
  note: ', a note on it',
};

function receiptLine(receipt: Receipt, everywhere: boolean): Spans {
  return [
    ...placeSpans(receipt, everywhere),
    text(`${KINDS[receipt.kind]}: `),
    ...postHistory(receipt),
  ];
}

function button(label: string, commandLine: string): Action {
  return { label, commandLine, style: 'default' };
}

function retries({ receipts, line }: ReceiptSeen): Action[] {
  const { failed, unknown } = receipts.counts;
  const all = failed + unknown;
  if (all === 0) return [];
  const troubled = receipts.receipts.filter(
    ({ state }) => state === 'failed' || state === 'unknown',
  );
  const each = troubled.slice(0, 4).map(({ post, channelName, place }) => {
    return button(`Retry ${channelName ?? place.channel}`, line({ retry: post }));
  });
  return [
    button(all === 1 ? 'Retry' : `Retry all ${all}`, line({ retry: 'all' })),
    ...(all === 1 ? [] : each),
  ];
}

function paging({ receipts, skipped, line }: ReceiptSeen): Action[] {
  const next = skipped + RECEIPTS_SHOWN;
  return [
    ...(skipped > 0
      ? [button('Before', line({ skip: Math.max(0, skipped - RECEIPTS_SHOWN) }))]
      : []),
    ...(next < receipts.total ? [button('More', line({ skip: next }))] : []),
  ];
}

function retriedBlock(retried: number | undefined): Block[] {
  if (retried === undefined) return [];
  const words =
    retried === 0
      ? 'Nothing was put back into the queue: no such post failed or is unknown here.'
      : `${count(retried, 'post')} put back into the queue.`;
  return [{ type: 'notice', spans: [text(words)] }];
}

/** Which channels show which revision of a disclosure, since when, and what did not arrive. */
export function receiptCard(seen: ReceiptSeen, view: View): Card {
  const { newest, receipts, skipped, everywhere, elsewhere, retried } = seen;
  const { id, headline, tlp } = newest.disclosure;
  const last = skipped + receipts.receipts.length;
  const range =
    receipts.total > RECEIPTS_SHOWN ? `, ${skipped + 1} to ${last} of ${receipts.total}` : '';
  const state = newest.state === 'retracted' ? ', retracted ' : ', ';
  return {
    title: `Receipt: ${id}`,
    tone: 'answer',
    blocks: [
      ...retriedBlock(retried),
      {
        type: 'paragraph',
        spans: [
          strong(sentence(headline)),
          text(` Revision ${newest.revision}${state}`),
          instant(newest.at),
          text('.'),
        ],
      },
      ...automaticBlock(seen),
      { type: 'paragraph', spans: [text(summary(receipts))] },
      ...otherTenants(elsewhere),
      ...section(
        `Channels${range}`,
        receipts.receipts.map((receipt) => receiptLine(receipt, everywhere)),
      ),
    ],
    sources: [],
    actions: [...retries(seen), ...paging(seen), button('What it says', `news ${id}`)],
    footer: footer(view, id, [tlp]),
  };
}

function troubleLine(trouble: Trouble, everywhere: boolean): Spans {
  return [
    strong(`${trouble.disclosure} · `),
    ...placeSpans(trouble, everywhere),
    text(': '),
    ...reasonWords(trouble),
  ];
}

/** The newest posts that failed, or of which nobody knows. */
export function troublesCard(
  troubles: readonly Trouble[],
  { everywhere, retried }: { readonly everywhere: boolean; readonly retried: number | undefined },
  view: View,
): Card {
  const ids = [...new Set(troubles.map(({ disclosure }) => disclosure))];
  const none = 'No post has failed, and none is in doubt.';
  return {
    title: 'Deliveries that need attention',
    tone: 'answer',
    blocks: [
      ...retriedBlock(retried),
      ...(troubles.length === 0
        ? [{ type: 'paragraph', spans: [text(none)] } as const]
        : [
            {
              type: 'list',
              items: troubles.map((trouble) => troubleLine(trouble, everywhere)),
            } as const,
          ]),
      {
        type: 'paragraph',
        spans: [text('For the receipt of one disclosure: '), code('deliveries D-7F3KQ')],
      },
    ],
    sources: [],
    actions: ids.slice(0, 6).map((id) => button(id, `deliveries ${id}`)),
    footer: footer(view),
  };
}
