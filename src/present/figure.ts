import type { FigureBlock, Quantity } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { text } from '../card/span.ts';
import type { Claim, Figure, FigureClaim } from '../domain/claim.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { byline } from './attribution.ts';
import type { Citations } from './citations.ts';
import { periodInWords } from './dates.ts';
import { capitalise, METRIC_WORDS } from './words.ts';

const QUALIFIER_WORDS = {
  exactly: '',
  'at-least': 'at least',
  'at-most': 'up to',
  about: 'about',
} as const;

/** Units that belong to the number itself: "84 percent", "10 times". */
const WITH_NUMBER: ReadonlySet<string> = new Set(['percent', 'times']);

function plainNumber(figure: Figure, value: number): string {
  if (figure.unit === 'year') return String(value);
  const digits = value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
  return WITH_NUMBER.has(figure.unit) ? `${digits} ${figure.unit}` : digits;
}

/** "thousands" counts nothing by itself: "thousands of attacks". */
function roundWords(wording: string): string {
  return /(?:hundreds|thousands|millions)$/.test(wording) ? `${wording} of` : wording;
}

/** The number with its qualifier, in lower case: "more than 2,700", "several". Never without. */
export function quantityInWords(figure: Figure): Quantity {
  if (figure.value === null)
    return roundWords(figure.wording ?? 'an unstated number of') as Quantity;
  const qualifier = figure.wording ?? QUALIFIER_WORDS[figure.qualifier];
  return `${qualifier} ${plainNumber(figure, figure.value)}`.trim() as Quantity;
}

/** Units that already name the act need no second word for it: "attacks", not "attacks attacked". */
const NAMES_THE_ACT = /\b(?:attempts|attacks|compromises|operations|downloaded)\b/;
const SENT = /\b(?:notices|warnings)$/;

/** Whose scope says it all: "countries in which the service was offered, not countries attacked". */
const IN_SCOPE: ReadonlySet<string> = new Set(['year', 'changed', 'available']);

/** "account" for one of them, "accounts" for any other number. */
function unitOf({ unit, value }: Figure): string {
  return value === 1 ? unit.replace(/^([a-z]+)s\b/, '$1') : unit;
}

/** What is counted and what was done to it: "accounts attacked", "of attacks in the notices". */
export function measureInWords(figure: Figure): string {
  const { metric, of, scope } = figure;
  const unit = unitOf(figure);
  if (IN_SCOPE.has(unit) || IN_SCOPE.has(metric)) {
    return scope ?? (unit === 'year' ? METRIC_WORDS[metric] : `${unit} ${METRIC_WORDS[metric]}`);
  }
  if (of !== undefined) return `of ${of}`;
  if (WITH_NUMBER.has(unit)) return METRIC_WORDS[metric];
  if (NAMES_THE_ACT.test(unit)) return unit;
  return SENT.test(unit) ? `${unit} sent` : `${unit} ${METRIC_WORDS[metric]}`;
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
  return [text(figure.window === undefined ? 'not recorded here' : periodInWords(figure.window))];
}

/** A figure claim as the block that carries everything its number must not travel without. */
export function figureBlock(
  claim: FigureClaim,
  knowledge: Knowledge,
  citations: Citations,
): FigureBlock {
  const { figure } = claim;
  const sources = citations.numbers(claim.sources);
  const scoped = figure.scope !== undefined && figure.scope !== measureInWords(figure);
  const scope: Spans[] = scoped ? [[text(`${capitalise(figure.scope ?? '')}.`)]] : [];
  const disputed: Spans[] = claim.status === 'disputed' ? [[text('This figure is disputed.')]] : [];
  return {
    type: 'figure',
    quantity: capitalise(quantityInWords(figure)) as Quantity,
    measure: measureInWords(figure),
    sources,
    limits: [...scope, ...limitsOf(claim, knowledge, citations), ...disputed],
    window: windowOf(figure),
    saidBy: [text(byline(claim, knowledge))],
  };
}
