import type { Block, Card } from '../card/card.ts';
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
import { whenSaid } from './dates.ts';
import { figureBlock, figureInWords } from './figure.ts';
import { figureCharts } from './figure-chart.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { capitalise, listInWords } from './words.ts';

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
]);

function isRetold(claim: Claim): boolean {
  return claim.retelling !== undefined || claim.status === 'disputed';
}

function conflictNote(claim: Claim, view: View): Spans {
  const others = claim.conflictsWith
    .flatMap((id) => view.knowledge.claim(id) ?? [])
    .filter(isFigureClaim)
    .map((other) => `${figureInWords(other.figure)} (${assertersInWords(other)})`);
  return others.length === 0 ? [] : [text(` Conflicts with: ${listInWords(others)}.`)];
}

function retellingLine(claim: FigureClaim, view: View, citations: Citations): Spans {
  const verdict = claim.retelling === 'loosened' ? 'looser than the original' : 'disputed';
  return [
    strong(`${capitalise(figureInWords(claim.figure))}: `),
    text(`printed by ${assertersInWords(claim)}; ${verdict}. ${claim.text}`),
    ...citations.spans(claim.sources),
    ...conflictNote(claim, view),
    ...(claim.note === undefined ? [] : [emphasis(` ${claim.note}`)]),
  ];
}

function alsoReported(figures: readonly FigureClaim[], view: View, citations: Citations): Block[] {
  const retold = figures.filter(isRetold);
  if (retold.length === 0) return [];
  return [
    { type: 'heading', text: 'Also reported' },
    { type: 'list', items: retold.map((claim) => retellingLine(claim, view, citations)) },
  ];
}

function differsOnFigures(conflict: Conflict, figures: readonly FigureClaim[]): boolean {
  const ids = new Set(figures.map((claim) => claim.id));
  return conflict.sides.some((side) => side.claims.some((id) => ids.has(id)));
}

function whyTheyDiffer(
  conflicts: readonly Conflict[],
  figures: readonly FigureClaim[],
  citations: Citations,
): Block[] {
  const relevant = conflicts.filter((conflict) => differsOnFigures(conflict, figures));
  if (relevant.length === 0) return [];
  return [
    { type: 'heading', text: 'Why they differ' },
    { type: 'list', items: relevant.map((conflict) => conflictLine(conflict, citations)) },
  ];
}

/** Says outright what the record does not hold, so that silence is not read as zero. */
function whatIsNotKnown(claims: readonly Claim[], figures: readonly FigureClaim[]): Block[] {
  if (figures.length === 0) {
    const words = 'No figures are known here for this. That is not the same as none.';
    return [{ type: 'notice', spans: [text(words)] }];
  }
  const settled = figures.some(
    (claim) => claim.figure.metric === 'compromised' && !isRetold(claim),
  );
  if (settled || claims.some((claim) => claim.kind === 'exclusion')) return [];
  const words =
    'No count of accounts or organisations compromised is known here. That is not the same as none.';
  return [{ type: 'notice', spans: [text(words)] }];
}

function unplacedExclusions(
  claims: readonly Claim[],
  figures: readonly FigureClaim[],
  view: View,
  citations: Citations,
): Block[] {
  const placed = new Set(figures.flatMap((claim) => claim.figure.limitedBy));
  const rest = claims.filter((claim) => claim.kind === 'exclusion' && !placed.has(claim.id));
  if (rest.length === 0) return [];
  return [
    { type: 'heading', text: 'Not affected, or no success' },
    { type: 'list', items: rest.map((claim) => claimLine(claim, view, citations)) },
  ];
}

function mainFigures(
  title: string,
  figures: readonly FigureClaim[],
  view: View,
  citations: Citations,
): Block[] {
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

/** All figures on an incident or programme, with what limits and contradicts each. */
export function statsCard(subject: Incident | Programme, view: View): Card {
  const { knowledge } = view;
  const citations = new Citations(knowledge);
  const claims = knowledge.claimsAbout(subject.id);
  const figures = claims.filter(isFigureClaim);
  const isIncident = 'disclosedOn' in subject;
  const subtitle = isIncident
    ? `Disclosed ${whenSaid(subject.disclosedOn)}.`
    : `Programme of ${subject.operator}.`;
  const blocks: Block[] = [
    { type: 'paragraph', spans: [text(subtitle)] },
    ...mainFigures(subject.label, figures, view, citations),
    ...whatIsNotKnown(claims, figures),
    ...unplacedExclusions(claims, figures, view, citations),
    ...alsoReported(figures, view, citations),
    ...whyTheyDiffer(knowledge.conflictsAbout(subject.id), figures, citations),
  ];
  const first = figures.find((claim) => claim.figure.metric === 'compromised') ?? figures[0];
  return {
    title: `${subject.label}: figures`,
    tone: 'answer',
    blocks,
    sources: citations.lines(),
    actions: [
      ...(isIncident ? [action(view, 'Targets', `targets ${subject.id}`)] : []),
      ...(isIncident ? [action(view, 'Timeline', `timeline ${subject.id}`)] : []),
      action(view, 'Sources', `sources ${subject.id}`),
      ...(first === undefined ? [] : [action(view, 'Copy wording', `claim ${first.id}`)]),
    ],
    footer: footer(
      view,
      subject.id,
      claims.map((claim) => claim.tlp),
    ),
  };
}
