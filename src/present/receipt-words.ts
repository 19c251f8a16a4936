import { instant, type Span, type Spans, text } from '../card/span.ts';
import type { Happening, Receipt } from '../disclosure/receipts.ts';
import { instantBeside } from './disclosure-words.ts';
import { sentence } from './words.ts';

/** Happenings after which the channel shows the revision. */
const SHOWS: ReadonlySet<Happening['what']> = new Set(['sent', 'edited', 'found']);

const WORDS: Readonly<Record<Happening['what'], string>> = {
  sent: 'posted',
  edited: 'edited',
  superseded: 'never posted, as a newer one took its place',
  suppressed: 'not posted',
  failed: 'not posted',
  unknown: 'nobody knows whether it arrived',
  found: 'found in the channel',
  'not-found': 'looked for in the channel, and not there',
  repeated: 'posted a second time',
  'cannot-edit': 'can no longer be edited',
  retried: 'put back into the queue',
};

interface Showing {
  readonly revision: number;
  readonly from: Date;
  readonly to: Date | undefined;
}

/** Which revision stood there from when to when, the oldest first. */
function showings({ happened }: Receipt): Showing[] {
  const changes = happened
    .filter(({ what }) => SHOWS.has(what))
    .filter(({ revision }, at, all) => at === 0 || all[at - 1]?.revision !== revision);
  return changes.map(({ revision, at }, index) => {
    return { revision, from: at, to: changes[index + 1]?.at };
  });
}

/** What may be said only with its reason: "not posted: unsubscribed." A reason may hold a colon itself. */
function because(words: string, reason: string): string {
  if (reason === '') return sentence(words);
  return sentence(`${words}${reason.includes(': ') ? ', because ' : ': '}${reason}`);
}

/** A post that stood there and was then found gone, or not to be changed. */
function isLost({ state, happened }: Receipt): boolean {
  return state === 'suppressed' && happened.some(({ what }) => what === 'cannot-edit');
}

function between({ revision, from, to }: Showing, first: Date, last: string): Span[] {
  if (to === undefined) return [text(`revision ${revision} ${last} `), instantBeside(from, first)];
  return [
    text(`revision ${revision} from `),
    instantBeside(from, first),
    text(' to '),
    instantBeside(to, first),
    text(', then '),
  ];
}

function shownSpans(receipt: Receipt): Span[] {
  const all = showings(receipt);
  const [first] = all;
  if (first === undefined) {
    const { shows } = receipt;
    if (shows === undefined) return [];
    return [text(`revision ${shows.revision} since `), instant(shows.since), text('.')];
  }
  const last = isLost(receipt) ? 'from' : 'since';
  const spans = all.flatMap((showing, index) =>
    index === 0
      ? [
          text(`revision ${showing.revision} ${showing.to === undefined ? last : 'from'} `),
          instant(showing.from),
          ...(showing.to === undefined
            ? []
            : [text(' to '), instantBeside(showing.to, showing.from), text(', then ')]),
        ]
      : between(showing, first.from, last),
  );
  return [...spans, text(isLost(receipt) ? ', ' : '.')];
}

/** What a post's state is, with the reason where there is one. */
export function reasonWords(receipt: Receipt): Spans {
  const { state, reason = '', dueAt } = receipt;
  switch (state) {
    case 'waiting':
      return [
        text(reason === '' ? 'waits, due ' : `waits (${reason}), due `),
        instant(dueAt),
        text('.'),
      ];
    case 'sending':
      return [text('is being sent.')];
    case 'failed':
      return [text(because('failed', reason))];
    case 'unknown':
      return [text(because('nobody knows whether it is there', reason))];
    case 'suppressed':
      return [text(because('not posted', reason))];
    case 'shown':
      return [];
  }
}

/** What happened that is neither a showing nor the state as it is. */
function asides({ happened, state }: Receipt): Span[] {
  const told = happened.filter(({ what }) => !SHOWS.has(what) || what !== 'sent');
  const notable = told.filter(({ what }, index) => {
    const isState = index === told.length - 1 && (what === state || what === 'superseded');
    return !isState && !['edited', 'sent', 'suppressed'].includes(what);
  });
  return notable
    .slice(-3)
    .flatMap(({ what, at, reason, revision }) => [
      text(` Revision ${revision}, `),
      instant(at, 'time'),
      text(`: ${because(WORDS[what], reason)}`),
    ]);
}

/** What a channel showed from when to when, what became of the post, and what else happened. */
export function postHistory(receipt: Receipt): Spans {
  const shown = shownSpans(receipt);
  if (shown.length > 0 && isLost(receipt)) {
    const reason = receipt.reason ?? '';
    return [...shown, text(because('until it could no longer be changed', reason))];
  }
  const state = reasonWords(receipt);
  const gap = shown.length > 0 && state.length > 0 ? [text(' ')] : [];
  return [...shown, ...gap, ...state, ...asides(receipt)];
}
