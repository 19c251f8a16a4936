import type { FigureBlock, Quantity } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { text } from '../card/span.ts';
import type { Claim, Figure, FigureClaim } from '../domain/claim.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { saidByInWords } from './attribution.ts';
import type { Citations } from './citations.ts';
import { periodInWords } from './dates.ts';
import { capitalise, METRIC_WORDS } from './words.ts';

const QUALIFIER_WORDS = {
  exactly: '',
  'at-least': 'at least',
  'at-most': 'up to',
  about: 'about',
} as const;

function plainNumber(figure: Figure, value: number): string {
  if (figure.unit === 'year') return String(value);
  const digits = value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
  return figure.unit === 'percent' ? `${digits} percent` : digits;
}

/** The number with its qualifier, in lower case: "more than 2,700", "several". Never without. */
export function quantityInWords(figure: Figure): Quantity {
  const words = figure.wording ?? QUALIFIER_WORDS[figure.qualifier];
  const number = figure.value === null ? '' : plainNumber(figure, figure.value);
  return [words, number].filter((part) => part !== '').join(' ') as Quantity;
}

/** What is counted and what was done to it: "accounts attacked", "of attacks on enterprises". */
export function measureInWords(figure: Figure): string {
  if (figure.unit === 'percent') return `of ${figure.of ?? 'an unnamed whole'}`;
  if (figure.unit.startsWith('attempts')) return figure.unit;
  return `${figure.unit} ${METRIC_WORDS[figure.metric]}`;
}

/** "4 accounts compromised": the number inside a sentence that carries its limits nearby. */
export function figureInWords(figure: Figure): string {
  return `${quantityInWords(figure)} ${measureInWords(figure)}`;
}

/** The claims that must stand beneath a number, with their sources. */
export function limitsOf(claim: FigureClaim, knowledge: Knowledge, citations: Citations): Spans[] {
  const companions = claim.figure.limitedBy.flatMap((id) => knowledge.claim(id) ?? []);
  return companions.map((companion: Claim) => [
    text(companion.text),
    ...citations.spans(companion.sources),
  ]);
}

function windowOf(figure: Figure): Spans {
  return [text(figure.window === undefined ? 'not stated' : periodInWords(figure.window))];
}

/** A figure claim as the block that carries everything its number must not travel without. */
export function figureBlock(
  claim: FigureClaim,
  knowledge: Knowledge,
  citations: Citations,
): FigureBlock {
  const { figure } = claim;
  const sources = citations.numbers(claim.sources);
  const scope: Spans[] = figure.scope === undefined ? [] : [[text(`${capitalise(figure.scope)}.`)]];
  const disputed: Spans[] = claim.status === 'disputed' ? [[text('This figure is disputed.')]] : [];
  return {
    type: 'figure',
    quantity: capitalise(quantityInWords(figure)) as Quantity,
    measure: measureInWords(figure),
    sources,
    limits: [...scope, ...limitsOf(claim, knowledge, citations), ...disputed],
    window: windowOf(figure),
    saidBy: [text(saidByInWords(claim))],
  };
}
