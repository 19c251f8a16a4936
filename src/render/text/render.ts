import type { Card } from '../../card/card.ts';
import { printable } from '../../card/printable.ts';
import type { Rendered, RenderOptions } from '../../card/render.ts';
import { sections } from './blocks.ts';
import { actionLines, footerLines, sourceLines } from './foot.ts';
import { TEXT_LIMITS } from './limits.ts';
import { type Paint, paint } from './paint.ts';
import { line } from './spans.ts';
import { wrap } from './wrap.ts';

export interface TextOptions extends RenderOptions {
  /** Columns of the terminal. */
  readonly width?: number;
  /** Whether to use terminal colours; plain when absent, as a pipe needs it. */
  readonly colour?: boolean;
}

const TONE_WORDS: Partial<Record<Card['tone'], string>> = {
  corrected: 'CORRECTED',
  retracted: 'RETRACTED',
};

/**
 * A card for a terminal, in columns and wrapped to its width; all of it on one page. Only the paint
 * asked for with `colour` brings escape sequences, never the card's own text. Ends without line break.
 */
export function renderText(card: Card, options: TextOptions): Rendered<string> {
  const columns = clampWidth(options.width ?? TEXT_LIMITS.usual);
  const plain = write(card, options, columns, paint(false));
  return {
    payload: options.colour === true ? write(card, options, columns, paint(true)) : plain,
    fallback: plain,
    page: 1,
    pages: 1,
    attachments: [],
    storedActions: [],
  };
}

function clampWidth(width: number): number {
  return Math.min(Math.max(Math.floor(width), TEXT_LIMITS.narrowest), TEXT_LIMITS.widest);
}

/** The kicker, which says the tone too where that matters; without one, the tone's own word. */
function above({ kicker = [], tone }: Card, columns: number, paint: Paint): string[] {
  const words = line(kicker, paint);
  if (words !== '') return wrap(words, columns);
  const word = TONE_WORDS[tone];
  return word === undefined ? [] : [paint.alarm(word)];
}

function write(card: Card, options: RenderOptions, columns: number, paint: Paint): string {
  const title = [
    ...above(card, columns, paint),
    ...wrap(paint.strong(printable(card.title).trim()), columns),
  ];
  const foot = [
    card.sources.flatMap((source) => sourceLines(source, columns, paint)),
    footerLines(card, columns, paint),
    actionLines(card, options, columns, paint),
  ].map((lines) => ({ lines, tight: false }));
  const all = [{ lines: title, tight: false }, ...sections(card.blocks, columns, paint), ...foot];
  return all
    .filter(({ lines }) => lines.some((text) => text !== ''))
    .map(({ lines, tight }, i) => (i === 0 || tight ? '' : '\n') + lines.join('\n'))
    .join('\n');
}
