import type { Block, Card } from '../card/card.ts';
import { instant, refs, type Span, type Spans, strong, struck, text } from '../card/span.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import { isAbove, type Tlp } from '../domain/vocabulary.ts';
import {
  citedText,
  distinctSources,
  NO_BREAK,
  placesIn,
  referredTo,
  sourceLines,
  withoutReferences,
} from './cited-sources.ts';
import { subjectsOf } from './disclosure-words.ts';
import { outAt } from './posted-item.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { count, sentence } from './words.ts';

/** Nothing has to go: a card of several pages has room for all. */
const ROOM = { publisher: 120, title: 300, url: 500 } as const;

/** When a revision was the newest, for its heading. */
function standing(revision: DisclosureRevision, next: DisclosureRevision | undefined): Spans {
  if (next === undefined) return [text('Since '), instant(outAt(revision)), text('.')];
  return [text('From '), instant(outAt(revision)), text(' to '), instant(outAt(next)), text('.')];
}

function reasonSpans({ reason, state, disclosure }: DisclosureRevision, shown: Shown): Span[] {
  if (reason === undefined) return [];
  const word = state === 'retracted' ? 'Why it was retracted' : 'Why it was changed';
  return [strong(`${word}: `), ...citedText(sentence(reason), disclosure.sources, shown)];
}

type Shown = Parameters<typeof citedText>[2];

/** What one revision said: its headline, its text, and on what it rested. */
function said({ disclosure, state }: DisclosureRevision, shown: Shown = []): Block[] {
  const { headline, body, sources, severity, tlp } = disclosure;
  const gone = state === 'retracted';
  const words = body.replaceAll(/\s*\n\s*/g, ' ');
  const spans = citedText(words, sources, shown);
  const cited = referredTo(spans);
  const others = placesIn(shown, sources).filter((number) => !cited.has(number));
  return [
    {
      type: 'paragraph',
      spans: [
        gone ? struck(sentence(headline)) : strong(sentence(headline)),
        text(` Severity ${severity}, TLP:${tlp}.`),
      ],
    },
    {
      type: 'quote',
      spans: gone
        ? [
            struck(withoutReferences(words, sources)),
            text(NO_BREAK),
            ...refs(placesIn(shown, sources)),
          ]
        : [...spans, ...(others.length === 0 ? [] : [text(' ')]), ...refs(others)],
    },
  ];
}

function revisionBlocks(
  revision: DisclosureRevision,
  next: DisclosureRevision | undefined,
  shown: Shown,
): Block[] {
  const reason = reasonSpans(revision, shown);
  return [
    {
      type: 'heading',
      text: `Revision ${revision.revision}${next === undefined ? ', as it stands' : ''}`,
    },
    { type: 'paragraph', spans: standing(revision, next) },
    ...(reason.length === 0 ? [] : [{ type: 'paragraph', spans: reason } as const]),
    ...said(revision, shown),
  ];
}

/**
 * One disclosure with every revision, the newest first: what it said, from when to when, and why it
 * changed. Revisions that are marked above the ceiling are left out.
 */
export function disclosureHistoryCard(
  revisions: readonly DisclosureRevision[],
  ceiling: Tlp,
  view: View,
): Card | undefined {
  const newest = revisions.at(-1);
  if (newest === undefined || isAbove(newest.disclosure.tlp, ceiling)) return undefined;
  const shownHere = revisions.filter(({ disclosure }) => !isAbove(disclosure.tlp, ceiling));
  const sources = distinctSources(
    shownHere.toReversed().map(({ disclosure }) => disclosure.sources),
  );
  const { id, incident, headline } = newest.disclosure;
  const subjects = subjectsOf(newest.disclosure, view.knowledge);
  const retracted = newest.state === 'retracted';
  const about = subjects.length === 0 ? '' : ` About ${subjects.join(', ')}.`;
  const [first = newest] = shownHere;
  return {
    title: retracted ? id : headline,
    tone: retracted ? 'retracted' : 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          text(`${newest.disclosure.kind.toUpperCase()}, first published `),
          instant(outAt(first)),
          text(`, ${count(shownHere.length, 'revision')}.${about}`),
        ],
      },
      ...shownHere
        .map((revision, at) => revisionBlocks(revision, shownHere[at + 1], sources))
        .toReversed()
        .flat(),
    ],
    sources: sourceLines(sources, ROOM),
    actions: [
      ...(incident === undefined || view.knowledge.incident(incident) === undefined
        ? []
        : [
            action(view, 'Incident', `incident ${incident}`),
            action(view, 'Timeline', `timeline ${incident}`),
          ]),
      action(view, 'Other news', 'news'),
    ],
    footer: footer(
      view,
      id,
      shownHere.map(({ disclosure }) => disclosure.tlp),
    ),
  };
}
