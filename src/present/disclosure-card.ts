import type { Action, Block, Card, Footer, SourceLine } from '../card/card.ts';
import { instant, refs, text } from '../card/span.ts';
import { LONGEST_URL } from '../card/tidy-spans.ts';
import { type SourceRoom, sourceLines } from './cited-sources.ts';
import { bodyBlocks } from './disclosure-body.ts';
import { BEFORE, changedBlock, changeNotice, earlierBlocks } from './disclosure-changes.ts';
import { changeOf, kickerOf, retractedTitle, toneOf } from './disclosure-words.ts';
import { fullestThatFits } from './one-message.ts';
import { firstOut, type PostedItem } from './posted-item.ts';
import type { View } from './view.ts';
import { action } from './view.ts';

/** What a card shows of what may be left out. */
interface Fit {
  /** Whether earlier corrections are listed, or counted. */
  readonly listed: boolean;
  readonly sources: SourceRoom;
}

const SOURCES = { publisher: 80, title: 160, url: LONGEST_URL } as const;
const FITS: readonly [Fit, ...Fit[]] = [
  { listed: true, sources: SOURCES },
  { listed: false, sources: SOURCES },
  ...[250, 150, 80, 0].map((url) => ({ listed: false, sources: { ...SOURCES, url } })),
  { listed: false, sources: { publisher: 60, title: 60, url: 0 } },
  { listed: false, sources: { publisher: 40, title: 0, url: 0 } },
];

/** The button that leads to what had no room, where nothing was said before. */
const IN_FULL = 'In full';

/** Numbers of the sources whose addresses had no room. */
function withoutAddress(sources: readonly SourceLine[]): number[] {
  return sources.filter(({ url }) => url === '').map(({ number }) => number);
}

function leftOutBlock(item: PostedItem, sources: readonly SourceLine[]): Block[] {
  const numbers = withoutAddress(sources);
  if (numbers.length === 0) return [];
  const label = changeOf(item) === undefined ? IN_FULL : BEFORE;
  const what = numbers.length === 1 ? 'The address of ' : 'The addresses of ';
  const words = ` ${numbers.length === 1 ? 'has' : 'have'} no room in this message: see “${label}”.`;
  return [{ type: 'paragraph', spans: [text(what), ...refs(numbers), text(words)] }];
}

function subjectActions({ current }: PostedItem, view: View): Action[] {
  const { incident, actors } = current.disclosure;
  if (incident !== undefined && view.knowledge.incident(incident) !== undefined) {
    return [
      action(view, 'Incident', `incident ${incident}`),
      action(view, 'Timeline', `timeline ${incident}`),
    ];
  }
  const known = actors.filter((id) => view.knowledge.actor(id) !== undefined);
  return known.slice(0, 1).map((id) => action(view, 'Group', `actor ${id}`));
}

function actionsOf(item: PostedItem, sources: readonly SourceLine[], view: View): Action[] {
  const { id } = item.current.disclosure;
  const isChanged = changeOf(item) !== undefined;
  const label = isChanged ? BEFORE : IN_FULL;
  const leads = isChanged || withoutAddress(sources).length > 0;
  return [
    ...subjectActions(item, view),
    ...(leads ? [action(view, label, `news ${id}`)] : []),
    action(view, 'Stop these', `unsubscribe ${id}`),
  ];
}

/** "First posted 27 Sep 2024, 14:02 UTC · revision 1 · D-7F3KQ · TLP:CLEAR". */
export function disclosureFooter(item: PostedItem): Footer {
  const { disclosure, revision } = item.current;
  return {
    lead: 'First posted',
    asOf: [instant(firstOut(item)), text(` · revision ${revision}`)],
    recordId: disclosure.id,
    tlp: `TLP:${disclosure.tlp}`,
  };
}

/**
 * A disclosure with something said before its text, as a post that takes the place of another has.
 * @param aside such as where the other stands
 */
export function disclosureCardWith(aside: readonly Block[], item: PostedItem, view: View): Card {
  const { disclosure, state } = item.current;
  return fullestThatFits(FITS, (fit) => {
    const sources = sourceLines(disclosure.sources, fit.sources);
    return {
      kicker: kickerOf(item, view),
      title: state === 'retracted' ? retractedTitle(disclosure) : disclosure.headline,
      tone: toneOf(item),
      blocks: [
        ...changeNotice(item),
        ...aside,
        ...bodyBlocks(item.current),
        ...changedBlock(item),
        ...earlierBlocks(item, fit.listed),
        ...leftOutBlock(item, sources),
      ],
      sources,
      actions: actionsOf(item, sources, view),
      footer: disclosureFooter(item),
    };
  });
}

/**
 * A disclosure as it is posted: one message on every platform. It depends on its revisions and on what
 * the view knows, never on when it is made, so that equal content is never posted or edited again.
 */
export function disclosureCard(item: PostedItem, view: View): Card {
  return disclosureCardWith([], item, view);
}
