import type { ImageBlock, KnownBlock } from '@slack/types';
import type { Block } from '../../card/card.ts';
import type { ChartSpec } from '../../card/chart.ts';
import { blockLines, captionLines, isTight, type Line } from '../../card/lines.ts';
import type { RenderOptions } from '../../card/render.ts';
import { isLinkable, text } from '../../card/span.ts';
import { shorten } from '../../card/split.ts';
import { WORDING } from '../../card/wording.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';
import { smallBlock } from './small.ts';
import { isTabular, slackTable } from './table.ts';

export interface BodyOptions {
  readonly chartUrl?: RenderOptions['chartUrl'];
  /** How many tables may be Slack's own; those after them become lists. */
  readonly tables: number;
}

/** Lines that stand close: in running type, then what is set back in small type, and so on. */
function lineBlocks(lines: readonly Line[]): KnownBlock[] {
  const runs: Line[][] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.[0] !== undefined && (run[0].role === 'small') === (line.role === 'small'))
      run.push(line);
    else runs.push([line]);
  }
  return runs.map((run) => {
    const small = run[0]?.role === 'small' ? smallBlock(run.map(({ spans }) => spans)) : undefined;
    return small ?? richText(run);
  });
}

function pictureUrl(chart: ChartSpec, { chartUrl }: BodyOptions): string | undefined {
  const url = chartUrl?.(chart);
  return url !== undefined && isLinkable(url) && url.length <= LIMITS.imageUrl ? url : undefined;
}

/**
 * The picture. Without an address for it, nothing: a chart shows again what other blocks say, so its
 * words would be said twice; the fallback text keeps them. Words too long for a description stand below.
 */
function chartBlocks(chart: ChartSpec, options: BodyOptions): KnownBlock[] {
  const url = pictureUrl(chart, options);
  if (url === undefined) return [];
  const words = chart.alt || chart.title || WORDING.chart;
  const image: ImageBlock = {
    type: 'image',
    image_url: url,
    alt_text: shorten(words, LIMITS.alt),
  };
  if (words.length <= LIMITS.alt) return [image];
  return [image, richText([{ role: 'text', spans: [text(words)] }])];
}

/** A page's blocks as Slack's. */
export function bodyBlocks(blocks: readonly Block[], options: BodyOptions): KnownBlock[] {
  const result: KnownBlock[] = [];
  let close: Line[] = [];
  let tables = 0;
  function flush(): void {
    result.push(...lineBlocks(close));
    close = [];
  }
  for (const [index, block] of blocks.entries()) {
    if (!isTight(blocks[index - 1], block)) flush();
    if (block.type === 'chart') {
      flush();
      result.push(...chartBlocks(block.chart, options));
    } else if (block.type === 'table' && tables < options.tables && isTabular(block)) {
      tables += 1;
      close.push(...captionLines(block));
      flush();
      result.push(slackTable(block));
    } else {
      close.push(...blockLines(block, blocks[index + 1]));
    }
  }
  flush();
  return result;
}
