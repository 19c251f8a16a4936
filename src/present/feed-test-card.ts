import type { Action, Block, Card } from '../card/card.ts';
import { link, type Spans, strong, text } from '../card/span.ts';
import type { FeedPolicy } from '../leads/feeds.ts';
import type { ItemText, Reason } from '../leads/leads.ts';
import { shortDate } from './dates.ts';
import { addressOf, quoted, reasonLines } from './lead-words.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { capitalise, count, sentence } from './words.ts';

/** An item of a feed that is looked at, and what would become of it. */
export interface TestedItem {
  readonly item: ItemText;
  /** As far as they may be named here. */
  readonly reasons: readonly Reason[];
  readonly does: 'drop' | 'hold' | 'publish';
  /** For `publish`: the rule that says so. */
  readonly rule: string | undefined;
}

export interface TestedFeed {
  readonly title: string | undefined;
  readonly kind: string | undefined;
  /** Where it was found, after redirects. */
  readonly url: string;
  readonly items: readonly TestedItem[];
  readonly total: number;
  /** Whether it would act by that, or does already. */
  readonly policy: FeedPolicy;
  /** Whether its publisher's tier is known: without one nothing would be published at once. */
  readonly tierKnown: boolean;
}

/** The lines of its buttons. */
export interface TestLines {
  /** Shows the feed; undefined for an address that is none of a feed here. */
  readonly feed: string | undefined;
  /** Opens a form that adds it; undefined where there are no forms, and for a feed. */
  readonly add: string | undefined;
}

const PUBLISH_HOLDS =
  'It would wait in the inbox: the policy publish asks for a publisher close to what it tells, news of the last week, and a strong name.';

/** What would become of an item, and by what. */
function fate({ does, rule, reasons }: TestedItem, policy: FeedPolicy): string {
  if (does === 'publish') return `It would be published at once: ${rule}.`;
  if (does === 'hold') {
    return policy === 'publish' ? PUBLISH_HOLDS : 'It would wait in the inbox: the policy hold.';
  }
  const names = reasons.some(({ kind }) => kind === 'actor' || kind === 'incident');
  if (names) return 'It would be kept and not raised: the policy drop.';
  return reasons.length === 0
    ? 'It names nothing known here, and would be passed over.'
    : 'A sector or a country alone raises nothing.';
}

function itemSpans(tested: TestedItem, policy: FeedPolicy): Spans {
  const { item, reasons } = tested;
  const date = item.publishedOn === undefined ? 'no date' : shortDate(item.publishedOn);
  const address = addressOf(item);
  const lines = reasonLines(reasons);
  return [
    strong(quoted(item.title)),
    text(`, ${date}. `),
    ...(lines.length === 0
      ? []
      : [
          text('Names '),
          ...lines.flatMap((spans, at) => [text(at === 0 ? '' : '; '), ...spans]),
          text('. '),
        ]),
    text(fate(tested, policy)),
    ...(address.length === 0 ? [] : [text(' '), ...address]),
  ];
}

function button(label: string, commandLine: string): Action {
  return { label, commandLine, style: 'default' };
}

function actions({ feed, add }: TestLines): Action[] {
  return [
    ...(feed === undefined ? [] : [button('The feed', feed)]),
    ...(add === undefined ? [] : [button('Add it', add)]),
    button('All feeds', 'feed'),
  ];
}

function whatItIs({ title, kind, url }: TestedFeed): Spans {
  const called =
    title === undefined || title === '' ? '' : ` that calls itself ${quoted(title, 120)}`;
  return [
    text(`The address leads to a feed${kind === undefined ? '' : ` (${kind})`}${called}: `),
    link(url, url),
    text('. Nothing was kept or posted.'),
  ];
}

/** What stands at an address now, what of it would be raised, and why. */
export function feedTestCard(tested: TestedFeed, lines: TestLines, view: View): Card {
  const { items, total, policy, tierKnown } = tested;
  const raised = items.filter(({ does }) => does !== 'drop').length;
  const carried = `It carries ${count(total, 'item')}`;
  const shown =
    items.length < total ? `${carried}; the newest ${items.length} stand here` : carried;
  const notice: Block[] =
    policy === 'publish' && !tierKnown
      ? [
          {
            type: 'notice',
            spans: [
              text('Without tier: it is not known whether anything would be published at once.'),
            ],
          },
        ]
      : [];
  return {
    title: 'Test of a feed',
    tone: 'answer',
    blocks: [
      { type: 'paragraph', spans: whatItIs(tested) },
      {
        type: 'paragraph',
        spans: [
          text(
            items.length === 0
              ? 'It carries no item now.'
              : `${shown}. Under the policy ${policy}, ${count(raised, 'of them would be raised', 'of them would be raised')}.`,
          ),
        ],
      },
      ...notice,
      ...(items.length === 0
        ? []
        : [{ type: 'list', items: items.map((one) => itemSpans(one, policy)) } satisfies Block]),
    ],
    sources: [],
    actions: actions(lines),
    footer: footer(view),
  };
}

/** Why no feed could be read at an address. */
export function feedProblemCard(
  {
    url,
    problem,
    remedy,
  }: { readonly url: string; readonly problem: string; readonly remedy: string | undefined },
  lines: TestLines,
  view: View,
): Card {
  return {
    title: 'No feed could be read there',
    tone: 'problem',
    blocks: [
      { type: 'paragraph', spans: [link(url, url)] },
      { type: 'paragraph', spans: [text(sentence(capitalise(problem)))] },
      ...(remedy === undefined
        ? []
        : [{ type: 'paragraph', spans: [text(remedy)] } satisfies Block]),
    ],
    sources: [],
    actions: actions({ ...lines, add: undefined }),
    footer: footer(view),
  };
}
