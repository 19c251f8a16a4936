import type { ChartSpec } from './chart.ts';
import type { Spans } from './span.ts';

/** What is shown, as plain serialisable data. Renderers turn it into a platform's payload. */
export interface Card {
  /**
   * A line above the title: what kind of item this is, and what became of it. On a card with the tone
   * `corrected` or `retracted` it says so in words, and renderers add no word of their own.
   */
  readonly kicker?: Spans;
  readonly title: string;
  readonly tone: Tone;
  readonly blocks: readonly Block[];
  /** `ref` spans point here by number; numbers start at 1 and each is used. */
  readonly sources: readonly SourceLine[];
  readonly actions: readonly Action[];
  readonly footer: Footer;
}

/** `problem`: the line could not be answered; nothing on the card is an answer. */
export type Tone = 'answer' | 'alert' | 'corrected' | 'retracted' | 'problem';

export type Block =
  | { readonly type: 'heading'; readonly text: string }
  | { readonly type: 'paragraph'; readonly spans: Spans }
  | { readonly type: 'facts'; readonly facts: readonly Fact[] }
  | FigureBlock
  | TableBlock
  | { readonly type: 'list'; readonly items: readonly Spans[] }
  | { readonly type: 'quote'; readonly spans: Spans }
  | { readonly type: 'chart'; readonly chart: ChartSpec }
  | { readonly type: 'notice'; readonly spans: Spans };

export interface Fact {
  readonly label: string;
  readonly value: Spans;
}

/** A quantity in words with its qualifier. Only `present/figure.ts` makes one, from a claim. */
export type Quantity = string & { readonly quantity: true };

/**
 * A number with everything it must not travel without. A renderer keeps one such block together:
 * it never splits it over two pages or messages. Blocks that follow each other with equal `window`
 * and `saidBy` read as one group: a renderer prints the two lines once, under the last on the page.
 */
export interface FigureBlock {
  readonly type: 'figure';
  readonly quantity: Quantity;
  /** What is counted, and what was done to it: "accounts attacked". */
  readonly measure: string;
  /** Numbers in `Card.sources`, printed as references right after the measure. */
  readonly sources: readonly number[];
  /** Scope and limits, each a sentence directly under the number. May be empty only if none is known. */
  readonly limits: readonly Spans[];
  readonly window: Spans;
  readonly saidBy: Spans;
}

export interface TableBlock {
  readonly type: 'table';
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly align: 'left' | 'right' }[];
  readonly rows: readonly (readonly Spans[])[];
}

/** One numbered source beneath a card. */
export interface SourceLine {
  readonly number: number;
  readonly publisher: string;
  readonly title: string;
  readonly url: string;
  /** "4 Oct 2019" or "no date". */
  readonly date: string;
  readonly tier: string;
}

/**
 * A button is a command line: all it does can be typed, and it is authorised like typing it.
 * `share` posts to the channel what only the asker sees.
 */
export interface Action {
  readonly label: string;
  /** Without the leading `/tocsin`. */
  readonly commandLine: string;
  readonly style: 'default' | 'primary' | 'danger';
}

export interface Footer {
  /** The record the card is about, for quoting and for reports of error. */
  readonly recordId?: string;
  /** What stands before `asOf`; "As of" when absent. */
  readonly lead?: string;
  /** The state of knowledge shown: an instant, or a date asked for with `as-of:`. */
  readonly asOf: Spans;
  readonly tlp: string;
}
