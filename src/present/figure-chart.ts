import type { Block } from '../card/card.ts';
import type { Bar, BarChart } from '../card/chart.ts';
import type { FigureClaim } from '../domain/claim.ts';
import type { Metric } from '../domain/vocabulary.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { periodInWords } from './dates.ts';
import { measureInWords, quantityInWords } from './figure.ts';
import { namesInWords } from './party-words.ts';
import { capitalise } from './words.ts';

/** From wide to narrow: each stage is counted among those of the one before. */
const STAGES: readonly Metric[] = ['identified', 'targeted', 'attacked', 'affected', 'compromised'];

/** A scale that spans more than this many times is drawn logarithmically, and says so. */
const LINEAR_SPAN = 30;

type Counted = FigureClaim & { readonly figure: { readonly value: number } };

function isCounted(claim: FigureClaim): claim is Counted {
  return claim.figure.value !== null;
}

function sayer(claim: FigureClaim): string {
  return namesInWords(claim.assertedBy.map((party) => party.name));
}

function windowKey(claim: FigureClaim): string {
  return claim.figure.window === undefined ? '' : periodInWords(claim.figure.window);
}

/** What stands under the bar: scope, and the sentences that limit the number. */
function noteOf(claim: Counted, scope: string | undefined, knowledge: Knowledge): string {
  const limits = claim.figure.limitedBy.flatMap((id) => knowledge.claim(id)?.text ?? []);
  return [...(scope === undefined ? [] : [`${capitalise(scope)}.`]), ...limits].join(' ');
}

/** Shares of one whole are told apart by what each is a share for, which is their scope. */
function toBar(claim: Counted, knowledge: Knowledge): Bar {
  const { figure } = claim;
  const measure = measureInWords(figure);
  const isShare = figure.of !== undefined && figure.scope !== undefined;
  const [label, scope] = isShare ? [figure.scope ?? '', measure] : [measure, figure.scope];
  const note = noteOf(claim, scope, knowledge);
  return {
    label: capitalise(label),
    value: figure.value,
    display: quantityInWords(figure),
    ...(note === '' ? {} : { note }),
  };
}

function chart(
  title: string,
  claims: readonly Counted[],
  scale: BarChart['scale'],
  knowledge: Knowledge,
): BarChart {
  const [first] = claims;
  const said = first === undefined ? '' : `According to ${sayer(first)}`;
  const window = first === undefined ? '' : windowKey(first);
  const caption = window === '' ? `${said}.` : `${said}; ${window}.`;
  const bars = claims.map((claim) => toBar(claim, knowledge));
  const words = bars.map(
    (bar) =>
      `${bar.label}: ${bar.display}${bar.note === undefined ? '' : ` (${bar.note.replace(/\.$/, '')})`}`,
  );
  const scaleWords = scale === 'log' ? ' The scale is logarithmic.' : '';
  const alt = `Bar chart. ${words.join('. ')}. ${caption}${scaleWords}`;
  return { type: 'bars', title, scale, bars, caption, alt };
}

/** Stages of one operation, or one unit throughout: people and organisations are no two bars. */
function fitTogether(group: readonly Counted[]): boolean {
  const metrics = new Set(group.map((claim) => claim.figure.metric));
  const units = new Set(group.map((claim) => claim.figure.unit));
  return group.length > 1 && (metrics.size === group.length || units.size === 1);
}

/** Figures may share one picture only when the same party gives them for the same window. */
function comparable(claims: readonly Counted[]): Counted[][] {
  const groups = Map.groupBy(claims, (claim) => `${sayer(claim)}|${windowKey(claim)}`);
  return [...groups.values()].filter(fitTogether);
}

function funnels(title: string, claims: readonly Counted[], knowledge: Knowledge): BarChart[] {
  const staged = claims.filter(
    (claim) =>
      STAGES.includes(claim.figure.metric) &&
      claim.figure.unit !== 'percent' &&
      claim.figure.value > 0,
  );
  return comparable(staged).map((group) => {
    const ordered = group.toSorted(
      (a, b) => STAGES.indexOf(a.figure.metric) - STAGES.indexOf(b.figure.metric),
    );
    const values = ordered.map((claim) => claim.figure.value);
    const scale = Math.max(...values) / Math.min(...values) > LINEAR_SPAN ? 'log' : 'linear';
    return chart(title, ordered, scale, knowledge);
  });
}

function shares(title: string, claims: readonly Counted[], knowledge: Knowledge): BarChart[] {
  const percentages = claims.filter((claim) => claim.figure.unit === 'percent');
  return comparable(percentages).map((group) => chart(title, group, 'linear', knowledge));
}

/** Charts that the figures allow: stages of one operation, and shares of one whole. Often none. */
export function figureCharts(
  title: string,
  claims: readonly FigureClaim[],
  knowledge: Knowledge,
): Block[] {
  const counted = claims.filter(isCounted);
  const charts = [...funnels(title, counted, knowledge), ...shares(title, counted, knowledge)];
  return charts.map((spec) => ({ type: 'chart', chart: spec }));
}
