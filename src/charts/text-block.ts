import { printable } from '../card/printable.ts';
import { FONT_FAMILY, type Role } from './look.ts';
import { textWidth } from './measure.ts';
import { wrapText } from './wrap.ts';

/** One line of text as ECharts' `graphic` and `custom` elements take it. */
export interface TextElement {
  readonly type: 'text';
  readonly x: number;
  readonly y: number;
  readonly silent: true;
  readonly style: {
    readonly text: string;
    readonly fontFamily: string;
    readonly fontSize: number;
    readonly fontWeight: number;
    readonly fill: string;
    readonly align: 'left' | 'center' | 'right';
    readonly verticalAlign: 'middle';
  };
}

/** Wrapped text with the height it takes, in logical pixels. */
export interface TextBlock {
  readonly height: number;
  /** Width of its longest line. */
  readonly width: number;
  /** Its lines with the block's upper left corner at the point given. */
  at(x: number, y: number): TextElement[];
}

/** The font of a role in ECharts' own keys. */
export function fontOf(role: Role) {
  return { fontFamily: FONT_FAMILY, fontSize: role.size, fontWeight: role.weight } as const;
}

/** One line, centred vertically on `y`. */
export function textLine(
  text: string,
  role: Role,
  x: number,
  y: number,
  align: 'left' | 'center' | 'right' = 'left',
): TextElement {
  const style = { text, ...fontOf(role), fill: role.colour, align } as const;
  return { type: 'text', x, y, silent: true, style: { ...style, verticalAlign: 'middle' } };
}

/** Untrusted text wrapped to a width. */
export function textBlock(text: string, role: Role, width: number): TextBlock {
  const lines = wrapText(printable(text), role, width);
  return {
    height: lines.length * role.leading,
    width: Math.max(0, ...lines.map((line) => textWidth(line, role))),
    at: (x, y) => lines.map((line, i) => textLine(line, role, x, y + (i + 0.5) * role.leading)),
  };
}
