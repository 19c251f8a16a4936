import type { Action, Card, SourceLine } from '../../card/card.ts';
import { footerSpans } from '../../card/lines.ts';
import { distinctActions, pageActions } from '../../card/page-actions.ts';
import { printable } from '../../card/printable.ts';
import type { RenderOptions } from '../../card/render.ts';
import type { Paint } from './paint.ts';
import { line } from './spans.ts';
import { hang, pad, width, wrap } from './wrap.ts';

/** Each source with its address on a line of its own, ready to be copied. */
export function sourceLines(source: SourceLine, columns: number, paint: Paint): string[] {
  const { number, publisher, date, tier, title } = source;
  const words = printable(`${publisher}, ${date} (${tier})${title === '' ? '' : `. ${title}`}`);
  const mark = `[${number}] `;
  const url = printable(source.url).trim();
  return [
    ...hang(mark, words, columns),
    ...(url === '' ? [] : [`${' '.repeat(mark.length)}${paint.link(url)}`]),
  ];
}

/** As of when, which record, which marking. */
export function footerLines(card: Card, columns: number, paint: Paint): string[] {
  return wrap(paint.quiet(line(footerSpans(card), paint)), columns);
}

/** Each action with the line that does the same when typed. */
export function actionLines(
  card: Card,
  options: RenderOptions,
  columns: number,
  paint: Paint,
): string[] {
  const actions = [...distinctActions(card), ...pageActions([], options, 1, 1).paging];
  const labels = actions.map((action) => `( ${labelOf(action)} )`);
  const room = Math.min(Math.max(0, ...labels.map(width)), Math.floor(columns * 0.4));
  return actions.flatMap((action, i) => {
    const first = `${pad(labels[i] ?? '', room)}  `;
    const typed = `/tocsin ${printable(action.commandLine).trim()}`;
    if (width(first) <= room + 2) return hang(first, paint.code(typed), columns);
    return [...wrap(labels[i] ?? '', columns), ...hang('  ', paint.code(typed), columns)];
  });
}

function labelOf({ label, commandLine }: Action): string {
  return printable(label).trim() || printable(commandLine).trim();
}
