import type { TimelineEntry } from '../card/chart.ts';
import { CONTENT_WIDTH, MARGIN, ROLES } from './look.ts';
import { textWidth } from './measure.ts';
import type { Element } from './picture.ts';
import { textLine } from './text-block.ts';
import { bandMark, KIND_WORDS, pointMark, SOFT_START_WORDS } from './timeline-marks.ts';
import { hasSoftStart, type Moment } from './timeline-scale.ts';

const KINDS: readonly TimelineEntry['kind'][] = ['occurred', 'disclosed', 'said'];
const SAMPLE = 26;
const BETWEEN_ITEMS = 22;
const LINE = 26;

/** What the marks that occur mean, in words, with the height the legend takes. */
export function legend(
  moments: readonly Moment[],
  top: number,
): { elements: Element[]; height: number } {
  const elements: Element[] = [];
  let x = MARGIN;
  let y = top + LINE / 2;
  for (const { words, sample } of legendItems(moments)) {
    const width = SAMPLE + textWidth(words, ROLES.axis);
    if (x > MARGIN && x + width > MARGIN + CONTENT_WIDTH) {
      x = MARGIN;
      y += LINE;
    }
    elements.push(...sample(x, y), textLine(words, ROLES.axis, x + SAMPLE, y));
    x += width + BETWEEN_ITEMS;
  }
  return { elements, height: y + LINE / 2 - top };
}

interface Item {
  readonly words: string;
  sample(x: number, y: number): Element[];
}

function legendItems(moments: readonly Moment[]): Item[] {
  const kinds = KINDS.filter((kind) => moments.some(({ entry }) => entry.kind === kind));
  const items = kinds.map((kind): Item => {
    const band = (x: number, y: number) => bandMark(x, x + 20, y, 10, false);
    const point = (x: number, y: number) => pointMark(kind, x + 10, y, 12);
    return { words: KIND_WORDS[kind], sample: kind === 'occurred' ? band : point };
  });
  if (!moments.some(hasSoftStart)) return items;
  return [
    ...items,
    { words: SOFT_START_WORDS, sample: (x, y) => bandMark(x, x + 20, y, 10, true) },
  ];
}
