import type { Action, Block, Card } from '../card/card.ts';
import { code, instant, type Spans, strong, text } from '../card/span.ts';
import type { Facets } from '../disclosure/match.ts';
import type { Disclosure, DisclosureRevision } from '../domain/disclosure.ts';
import type { Filter } from '../domain/subscription.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { filterInWords, stopsInWords } from './filter-words.ts';
import { button, channelInWords, type FollowFrame } from './follow-frame.ts';
import { section } from './section.ts';
import { footer } from './view.ts';
import { capitalise, count, listInWords } from './words.ts';

/** Disclosures shown at once. */
export const PREVIEWED = 8;

/** What is tried: a subscription that is there, or a filter that is not. */
export interface Tried {
  readonly id: string | undefined;
  readonly filter: Filter;
}

/** A disclosure and what would have become of it. */
export interface Previewed {
  readonly revision: DisclosureRevision;
  readonly facets: Facets;
  /** When it first went out. */
  readonly at: Date;
  /** At once, or in the digest of that time; undefined: it would not have been posted. */
  readonly posted: 'now' | Date | undefined;
}

export interface Preview {
  readonly days: number;
  readonly tried: readonly Tried[];
  /** Those that would have been posted first, each part the newest first. */
  readonly shown: readonly Previewed[];
  readonly skipped: number;
  readonly total: number;
  readonly posted: number;
  /** Some of those tried are paused now. */
  readonly paused: boolean;
  lineTo(values: { readonly days?: number; readonly skip?: number }): string;
  /** The line that follows what was tried; undefined where it is followed already. */
  readonly follow: string | undefined;
}

/** Subscriptions whose reasons are told for one disclosure, the nearest first. */
const NEAREST = 2;
const LONGER = 365;

function head({ revision, at }: Previewed): Spans {
  const { headline, kind, severity, id }: Disclosure = revision.disclosure;
  const state = revision.state === 'retracted' ? ', retracted since' : '';
  return [
    strong(headline),
    text(` (${kind}, severity ${severity}${state}; `),
    code(id),
    text(', '),
    instant(at),
    text(')'),
  ];
}

function when({ posted }: Previewed): Spans {
  if (posted === 'now' || posted === undefined) return [text(': at once')];
  return [text(': in the digest of '), instant(posted)];
}

/** Which rules stopped it, of those filters that came nearest to asking for it. */
function stops({ facets }: Previewed, tried: readonly Tried[], knowledge: Knowledge): string {
  const reasons = tried
    .map(({ id, filter }) => ({ id, words: stopsInWords(filter, facets, knowledge) }))
    .toSorted((a, b) => a.words.length - b.words.length);
  if (reasons.length === 1) return listInWords(reasons.flatMap(({ words }) => words));
  const told = reasons
    .slice(0, NEAREST)
    .map(({ id, words }) => `${id ?? 'this'}: ${listInWords(words)}`);
  const more = reasons.length - NEAREST;
  const others =
    more > 0 ? [`${count(more, 'other')} ${more === 1 ? 'stops' : 'stop'} it too`] : [];
  return [...told, ...others].join('; ');
}

function triedInWords({ tried }: Preview, frame: FollowFrame): string {
  const [only] = tried;
  if (tried.length === 1 && only !== undefined) {
    const id = only.id === undefined ? '' : `${only.id}, `;
    return `Tried: ${id}${filterInWords(only.filter, frame.knowledge)}.`;
  }
  return `Tried: the ${count(tried.length, 'subscription')} of ${channelInWords(frame)}.`;
}

function span(days: number): string {
  return days === 1 ? 'the last day' : `the last ${days} days`;
}

function paragraph(...spans: Spans): Block {
  return { type: 'paragraph', spans };
}

function paging({ skipped, total, lineTo }: Preview): Action[] {
  const next = skipped + PREVIEWED;
  return [
    ...(skipped > 0 ? [button('Back', lineTo({ skip: Math.max(0, skipped - PREVIEWED) }))] : []),
    ...(next < total ? [button('More', lineTo({ skip: next }))] : []),
  ];
}

function found(preview: Preview, { knowledge }: FollowFrame): Block[] {
  const { shown, tried } = preview;
  const posted = shown.filter((one) => one.posted !== undefined);
  const stopped = shown.filter((one) => one.posted === undefined);
  return [
    ...section(
      'Would have been posted',
      posted.map((one) => [...head(one), ...when(one)]),
    ),
    ...section(
      'Would not have been posted',
      stopped.map((one) => [...head(one), text(`: ${stops(one, tried, knowledge)}`)]),
    ),
  ];
}

/** "2 of the 3 items", "All 3 items", "None of the 3 items". */
function howMany(posted: number, total: number): string {
  const items = count(total, 'item');
  if (posted === 0) return `None of the ${items}`;
  if (posted < total) return `${posted.toLocaleString('en-GB')} of the ${items}`;
  return total === 1 ? 'The only item' : `All ${items}`;
}

/** What the last days would have brought, and which rule stopped what they would not. */
export function previewCard(preview: Preview, frame: FollowFrame): Card {
  const { days, total, posted, paused, lineTo } = preview;
  const sum =
    total === 0
      ? `Nothing was disclosed here in ${span(days)}.`
      : `${howMany(posted, total)} disclosed in ${span(days)} would have been posted in ${channelInWords(frame)}.`;
  const pause = 'What is paused now is shown as if it were not.';
  return {
    title: `Preview of ${span(days)}`,
    tone: 'answer',
    blocks: [
      paragraph(text(`${sum} ${triedInWords(preview, frame)}${paused ? ` ${pause}` : ''}`)),
      ...found(preview, frame),
    ],
    sources: [],
    actions: [
      ...paging(preview),
      ...(preview.follow === undefined || !frame.maySubscribe
        ? []
        : [button('Follow this', preview.follow)]),
      ...(total === 0 && days < LONGER ? [button('The last year', lineTo({ days: LONGER }))] : []),
      button('All that is followed', frame.line('subscriptions')),
    ],
    footer: footer(frame),
  };
}

/** The channel follows nothing and no filter was named: says what can be tried. */
export function nothingToPreviewCard(frame: FollowFrame): Card {
  return {
    title: 'Nothing to preview',
    tone: 'answer',
    blocks: [
      paragraph(
        text(`${capitalise(channelInWords(frame))} follows nothing. To try what it could follow: `),
        code(`/tocsin ${frame.line('preview', 'Phosphorus')}`),
        text(', or '),
        code(`/tocsin ${frame.line('preview', 'everything', { severity: 'low', days: 90 })}`),
        text('.'),
      ),
    ],
    sources: [],
    actions: [button('Everything', frame.line('preview', 'everything', { severity: 'low' }))],
    footer: footer(frame),
  };
}
