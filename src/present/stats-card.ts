import type { Action, Block, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { emphasis, strong, text } from '../card/span.ts';
import type { Claim, FigureClaim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import type { Conflict } from '../domain/conflict.ts';
import type { Incident } from '../domain/incident.ts';
import type { Programme } from '../domain/programme.ts';
import { assertersInWords } from './attribution.ts';
import { Citations } from './citations.ts';
import { claimLine } from './claim-line.ts';
import { conflictLine } from './conflict-lines.ts';
import { disclosedSentence } from './disclosed.ts';
import { figureBlock, figureInWords } from './figure.ts';
import { figureCharts } from './figure-chart.ts';
import { NOT_SO, section } from './section.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { listInWords } from './words.ts';

/** What was done to people and accounts comes before what was done about it. */
const EFFECTS: ReadonlySet<string> = new Set([
  'identified',
  'targeted',
  'attacked',
  'compromised',
  'affected',
  'notified',
  'stolen',
  'published',
  'received',
  'reached',
]);

/** What the blocks of one card are made from. */
interface Page {
  readonly claims: readonly Claim[];
  readonly figures: readonly FigureClaim[];
  readonly conflicts: readonly Conflict[];
  readonly view: View;
  readonly citations: Citations;
}

function isRetold(claim: Claim): boolean {
  return claim.retelling !== undefined || claim.status === 'disputed';
}

function conflictNote(claim: Claim, view: View): Spans {
  const others = claim.conflictsWith
    .flatMap((id) => view.knowledge.claim(id) ?? [])
    .filter(isFigureClaim)
    .map((other) => figureInWords(other.figure));
  return others.length === 0 ? [] : [text(` Conflicts with: ${listInWords(others)}.`)];
}

function takesSide(conflict: Conflict, claimId: string): boolean {
  return conflict.sides.some((side) => side.claims.includes(claimId));
}

/** Why it differs, from the conflict that names it; the claim's own note where none does. */
function reason(claim: FigureClaim, conflicts: readonly Conflict[]): Spans {
  const notes = conflicts.filter((one) => takesSide(one, claim.id)).map((one) => one.note);
  const words = notes.length > 0 ? notes.join(' ') : claim.note;
  return words === undefined ? [] : [emphasis(` ${words}`)];
}

/** Opens the line, so that a reader who skims does not take the number for one that stands. */
function verdictOn(claim: Claim): string {
  if (claim.retelling === 'misreported') return 'Misreported as';
  return claim.retelling === 'loosened' ? 'Loosened to' : 'Disputed:';
}

function retellingLine(claim: FigureClaim, page: Page): Spans {
  return [
    strong(`${verdictOn(claim)} “${figureInWords(claim.figure)}” `),
    text(`by ${assertersInWords(claim)}. ${claim.text}`),
    ...page.citations.spans(claim.sources),
    ...conflictNote(claim, page.view),
    ...reason(claim, page.conflicts),
  ];
}

function alsoReported(page: Page): Block[] {
  const retold = page.figures.filter(isRetold);
  return section(
    'Also reported',
    retold.map((claim) => retellingLine(claim, page)),
  );
}

/** Differences on figures that no retelling above has explained. */
function whyTheyDiffer(page: Page): Block[] {
  const ids = page.figures.map((claim) => claim.id);
  const retold = page.figures.filter(isRetold).map((claim) => claim.id);
  const open = page.conflicts.filter(
    (one) => ids.some((id) => takesSide(one, id)) && !retold.some((id) => takesSide(one, id)),
  );
  const lines = open.map((conflict) => conflictLine(conflict, page.citations));
  return section('Why counts differ', lines);
}

/** Says outright what the record does not hold, so that silence is not read as zero. */
function whatIsNotKnown({ figures }: Page): Block[] {
  const told = figures.filter((claim) => !isRetold(claim));
  if (told.some((claim) => claim.figure.metric === 'compromised')) return [];
  if (told.length > 0 && !told.some((claim) => EFFECTS.has(claim.figure.metric))) return [];
  const what =
    told.length === 0 ? 'No figures are' : 'No count of accounts or organisations compromised is';
  const words = `${what} known here for this. That is not the same as none.`;
  return [{ type: 'notice', spans: [text(words)] }];
}

function unplacedExclusions({ claims, figures, view, citations }: Page): Block[] {
  const placed = new Set(figures.flatMap((claim) => claim.figure.limitedBy));
  const rest = claims.filter((claim) => claim.kind === 'exclusion' && !placed.has(claim.id));
  const lines = rest.map((claim) => claimLine(claim, view, citations));
  return section(NOT_SO, lines);
}

function mainFigures(title: string, { figures, view, citations }: Page): Block[] {
  const told = figures.filter((claim) => !isRetold(claim));
  const effects = told.filter((claim) => EFFECTS.has(claim.figure.metric));
  const others = told.filter((claim) => !EFFECTS.has(claim.figure.metric));
  const blocks = (list: readonly FigureClaim[]): Block[] =>
    list.map((claim) => figureBlock(claim, view.knowledge, citations));
  const second: Block[] =
    effects.length > 0 && others.length > 0 ? [{ type: 'heading', text: 'Other counts' }] : [];
  return [
    ...blocks(effects),
    ...figureCharts(title, told, view.knowledge),
    ...second,
    ...blocks(others),
  ];
}

function subtitle(subject: Incident | Programme): string {
  return 'disclosedOn' in subject
    ? disclosedSentence(subject)
    : `Programme of ${subject.operator}.`;
}

function actions(
  subject: Incident | Programme,
  figures: readonly FigureClaim[],
  view: View,
): Action[] {
  const told = figures.filter((claim) => !isRetold(claim));
  const effects = told.filter((claim) => EFFECTS.has(claim.figure.metric));
  const first =
    effects.find((claim) => claim.figure.metric === 'compromised') ?? effects[0] ?? told[0];
  return [
    ...('disclosedOn' in subject
      ? [
          action(view, 'Targets', `targets ${subject.id}`),
          action(view, 'Timeline', `timeline ${subject.id}`),
        ]
      : []),
    action(view, 'Sources', `sources ${subject.id}`),
    ...(first === undefined ? [] : [action(view, 'Wording to paste', `claim ${first.id}`)]),
  ];
}

/** All figures on an incident or programme, with what limits and contradicts each. */
export function statsCard(subject: Incident | Programme, view: View): Card {
  const { knowledge } = view;
  const citations = new Citations(knowledge);
  const claims = knowledge.claimsAbout(subject.id);
  const figures = claims.filter(isFigureClaim);
  const conflicts = knowledge.conflictsAbout(subject.id);
  const page: Page = { claims, figures, conflicts, view, citations };
  const blocks: Block[] = [
    { type: 'paragraph', spans: [text(subtitle(subject))] },
    ...mainFigures(subject.label, page),
    ...whatIsNotKnown(page),
    ...unplacedExclusions(page),
    ...alsoReported(page),
    ...whyTheyDiffer(page),
  ];
  return {
    title: `${subject.label}: figures`,
    tone: 'answer',
    blocks,
    sources: citations.lines(),
    actions: actions(subject, figures, view),
    footer: footer(
      view,
      subject.id,
      claims.map((claim) => claim.tlp),
    ),
  };
}
