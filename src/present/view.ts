import type { Action, Footer } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { instant, text } from '../card/span.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import { Tlp as TlpLevels } from '../domain/vocabulary.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { longDate } from './dates.ts';
import { count, listInWords } from './words.ts';

/** What every presenter needs: the snapshot it speaks from, and the time it speaks at. */
export interface View {
  readonly knowledge: Knowledge;
  readonly now: Date;
}

function leftOutInWords(knowledge: Knowledge): string {
  const { later, undated } = knowledge.leftOut;
  const parts = [
    ...(later > 0 ? [`${count(later, 'claim')} published later`] : []),
    ...(undated > 0 ? [`${count(undated, 'claim')} without a date`] : []),
  ];
  return parts.length === 0 ? '' : `; left out of the whole record: ${listInWords(parts)}`;
}

function asOfSpans(view: View): Spans {
  const { asOf } = view.knowledge;
  if (asOf === undefined) return [instant(view.now)];
  return [text(`${longDate(asOf)}, by what was public then${leftOutInWords(view.knowledge)}`)];
}

/** The strictest marking among the claims shown; CLEAR when there are none. */
export function strictest(levels: readonly Tlp[]): Tlp {
  const order = TlpLevels.options;
  return levels.reduce<Tlp>((a, b) => (order.indexOf(b) > order.indexOf(a) ? b : a), 'CLEAR');
}

export function footer(view: View, recordId?: string, levels: readonly Tlp[] = []): Footer {
  return {
    ...(recordId === undefined ? {} : { recordId }),
    asOf: asOfSpans(view),
    tlp: `TLP:${strictest(levels)}`,
  };
}

/** Keeps a button in the time the reader asked about. */
function inSameTime(view: View, commandLine: string): string {
  return view.knowledge.asOf === undefined
    ? commandLine
    : `${commandLine} as-of:${view.knowledge.asOf}`;
}

/** Slack shows about this many characters of a button on a phone. */
const SHOWN_OF_LABEL = 30;

/** A label that would be cut goes without its year. */
function onButton(label: string): string {
  return label.length > SHOWN_OF_LABEL ? label.replace(/, \d{4}$/, '') : label;
}

export function action(
  view: View,
  label: string,
  commandLine: string,
  style: Action['style'] = 'default',
): Action {
  return { label: onButton(label), commandLine: inSameTime(view, commandLine), style };
}
