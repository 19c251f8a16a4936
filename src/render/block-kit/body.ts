import type { ImageBlock, KnownBlock } from '@slack/types';
import type { Block } from '../../card/card.ts';
import type { ChartSpec } from '../../card/chart.ts';
import { blockLines, captionLines, isTight, type Line } from '../../card/lines.ts';
import { isLinkable, text } from '../../card/span.ts';
import { shorten } from '../../card/split.ts';
import { WORDING } from '../../card/wording.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';
import { smallBlock } from './small.ts';
import { isTabular, slackTable } from './table.ts';

export interface BodyOptions {
  /** Where a chart's picture is; undefined where there is none. */
  picture(chart: ChartSpec): ChartPicture | undefined;
  /** How many tables may be Slack's own; those after them become lists. */
  readonly tables: number;
}

/** A picture that Slack fetches, or one that was uploaded to it. */
export type ChartPicture = { readonly image_url: string } | { readonly slack_file: { id: string } };

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

/** The address as a picture's, if Slack would take it. */
export function pictureAt(url: string | undefined): ChartPicture | undefined {
  const isFit = url !== undefined && isLinkable(url) && url.length <= LIMITS.imageUrl;
  return isFit ? { image_url: url } : undefined;
}

/**
 * The picture. Where there is none, nothing: a chart shows again what other blocks say, so its words
 * would be said twice; the fallback text keeps them. Words too long for a description stand below.
 */
function chartBlocks(chart: ChartSpec, options: BodyOptions): KnownBlock[] {
  const picture = options.picture(chart);
  if (picture === undefined) return [];
  const words = chart.alt || chart.title || WORDING.chart;
  const image: ImageBlock = { type: 'image', ...picture, alt_text: shorten(words, LIMITS.alt) };
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
