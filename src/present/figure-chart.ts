import type { Block } from '../card/card.ts';
import type { Bar, BarChart } from '../card/chart.ts';
import type { FigureClaim } from '../domain/claim.ts';
import type { Metric } from '../domain/vocabulary.ts';
import { partyInWords } from './attribution.ts';
import { periodInWords } from './dates.ts';
import { figureInWords, measureInWords, quantityInWords } from './figure.ts';
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
  return claim.assertedBy.map((party) => party.name).join(' / ');
}

function windowKey(claim: FigureClaim): string {
  return claim.figure.window === undefined ? '' : periodInWords(claim.figure.window);
}

function toBar(claim: Counted): Bar {
  return {
    label: capitalise(measureInWords(claim.figure)),
    value: claim.figure.value,
    display: quantityInWords(claim.figure),
    ...(claim.figure.scope === undefined ? {} : { note: claim.figure.scope }),
  };
}

function chart(title: string, claims: readonly Counted[], scale: BarChart['scale']): BarChart {
  const [first] = claims;
  const said = first === undefined ? '' : `According to ${partyInWords({ name: sayer(first) })}`;
  const window = first === undefined ? '' : windowKey(first);
  const caption = window === '' ? `${said}.` : `${said}; ${window}.`;
  const figures = claims.map((claim) => figureInWords(claim.figure)).join('; ');
  const scaleWords = scale === 'log' ? ' The scale is logarithmic.' : '';
  return {
    type: 'bars',
    title,
    scale,
    bars: claims.map(toBar),
    caption,
    alt: `Bar chart. ${capitalise(figures)}. ${caption}${scaleWords}`,
  };
}

/** Figures may share one picture only when the same party gives them for the same window. */
function comparable(claims: readonly Counted[]): Counted[][] {
  const groups = Map.groupBy(claims, (claim) => `${sayer(claim)}|${windowKey(claim)}`);
  return [...groups.values()].filter((group) => group.length > 1);
}

function funnels(claims: readonly Counted[]): BarChart[] {
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
    return chart('From attempts to compromises', ordered, scale);
  });
}

function shares(claims: readonly Counted[]): BarChart[] {
  const percentages = claims.filter((claim) => claim.figure.unit === 'percent');
  return comparable(percentages).map((group) => chart('Shares', group, 'linear'));
}

/** Charts that the figures allow: stages of one operation, and shares of one whole. Often none. */
export function figureCharts(claims: readonly FigureClaim[]): Block[] {
  const counted = claims.filter(isCounted);
  return [...funnels(counted), ...shares(counted)].map((spec) => ({ type: 'chart', chart: spec }));
}
