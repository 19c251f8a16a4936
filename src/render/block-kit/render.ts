import type { KnownBlock } from '@slack/types';
import type { Block, Card, SourceLine } from '../../card/card.ts';
import type { ChartSpec } from '../../card/chart.ts';
import { type ChosenPage, choosePage, LONGEST_PAGE_LINE } from '../../card/chosen-page.ts';
import type { Cost, Medium } from '../../card/cost.ts';
import { fallbackText, plainBlocks } from '../../card/fallback.ts';
import { footerSpans, sourceNote } from '../../card/lines.ts';
import { ACTIONS_A_PAGE, distinctActions, pageActions } from '../../card/page-actions.ts';
import { plainText } from '../../card/plain.ts';
import type { Rendered, RenderOptions } from '../../card/render.ts';
import type { Spans } from '../../card/span.ts';
import { tidyCard } from '../../card/tidy.ts';
import { type BodyOptions, bodyBlocks, type ChartPicture, pictureAt } from './body.ts';
import { buttonRows, storedActions } from './buttons.ts';
import { LIMITS } from './limits.ts';
import { richText } from './rich-text.ts';
import { smallBlock } from './small.ts';

/** Arguments for `chat.postMessage`, `chat.update` or a response URL, beside the channel. */
export interface SlackMessage {
  /** Complete: with blocks present it is what notifications show and all that screen readers read. */
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** What Slack's surfaces need beside what every renderer does. */
export interface SlackRenderOptions extends RenderOptions {
  /**
   * Id of a chart's picture that was uploaded to Slack; undefined while it was not. Room is kept for
   * it either way, and `attachments` lists those of the page that are still to be uploaded.
   */
  readonly chartFile?: ((chart: ChartSpec) => string | undefined) | undefined;
  /** Modals and Home have no table blocks (SD table-block); a message is meant when absent. */
  readonly surface?: 'message' | 'view';
  /** What stands above the card and is none of its words, such as a call to a group. */
  readonly lead?: readonly KnownBlock[] | undefined;
}

/** As long as the longest id of a file; room is kept for one. */
const ANY_FILE: ChartPicture = { slack_file: { id: 'F'.padEnd(24, '0') } };

/** Text for Slack's `text`, in which only these three signs are markup (SD formatting-message-text). */
function escapeText(words: string): string {
  return words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Lines set back, in running type where small type cannot carry them. */
function smallOrRunning(spans: Spans): KnownBlock {
  return smallBlock([spans]) ?? richText([{ role: 'text', spans }]);
}

function headerBlocks({ kicker = [], title }: Card): KnownBlock[] {
  return [
    ...(kicker.length === 0 ? [] : [smallOrRunning(kicker)]),
    ...(title === ''
      ? []
      : [{ type: 'header', text: { type: 'plain_text', text: title, emoji: false } } as const]),
  ];
}

function sourceBlocks(sources: readonly SourceLine[]): KnownBlock[] {
  if (sources.length === 0) return [];
  const lines = sources.map((source) => ({ role: 'text', spans: sourceNote(source) }) as const);
  return [{ type: 'divider' }, richText(lines)];
}

function footerBlocks(card: Card, pageLine?: string): KnownBlock[] {
  return [smallOrRunning(footerSpans(card, pageLine))];
}

function jsonLength(blocks: readonly KnownBlock[]): number {
  return JSON.stringify(blocks).length;
}

function tablesOn({ surface }: SlackRenderOptions): number {
  return surface === 'view' ? 0 : LIMITS.tables;
}

/** Room for pictures is the same before and after they are uploaded, or pages would shift. */
function roomForPicture({ chartUrl, chartFile }: SlackRenderOptions): BodyOptions['picture'] {
  return (chart) =>
    pictureAt(chartUrl?.(chart)) ?? (chartFile === undefined ? undefined : ANY_FILE);
}

function pictureFor({ chartUrl, chartFile }: SlackRenderOptions): BodyOptions['picture'] {
  return (chart) => {
    const id = chartFile?.(chart);
    return pictureAt(chartUrl?.(chart)) ?? (id === undefined ? undefined : { slack_file: { id } });
  };
}

/** Charts of a page whose picture could be shown once it is uploaded. */
function chartsToUpload(blocks: readonly Block[], options: SlackRenderOptions): ChartSpec[] {
  const [room, picture] = [roomForPicture(options), pictureFor(options)];
  return blocks.flatMap((block) => {
    if (block.type !== 'chart' || picture(block.chart) !== undefined) return [];
    return room(block.chart) === undefined ? [] : [block.chart];
  });
}

function sizeOf(blocks: readonly Block[], options: SlackRenderOptions, tables: number): Cost {
  const body = bodyBlocks(blocks, { picture: roomForPicture(options), tables });
  const words = escapeText(plainBlocks(blocks)).length + 2;
  const rows = blocks.map((block) => (block.type === 'table' ? block.rows.length + 1 : 0));
  return [jsonLength(body), words, body.length, Math.max(0, ...rows)];
}

/** As Slack's table or as a list, whichever is larger: only the whole page decides which it becomes. */
function costOfBlocks(blocks: readonly Block[], options: SlackRenderOptions): Cost {
  const asTable = sizeOf(blocks, options, tablesOn(options));
  if (blocks.every((block) => block.type !== 'table')) return asTable;
  const asList = sizeOf(blocks, options, 0);
  return asTable.map((amount, index) => Math.max(amount, asList[index] ?? 0));
}

function costOfSource(source: SourceLine): Cost {
  const spans = sourceNote(source);
  const json = jsonLength([richText([{ role: 'text', spans }])]);
  return [json, escapeText(plainText(spans)).length + 1, 0, 0];
}

/** Most that the buttons of any page take: its largest own ones, and all that turn pages. */
function costOfButtons(card: Card, options: RenderOptions): number {
  const actions = distinctActions(card);
  const { own, paging } = pageActions(actions, options, 4999, 9999);
  const longest = actions
    .map((action) => jsonLength(buttonRows({ own: [action], paging: [] })))
    .sort((a, b) => b - a)
    .slice(0, ACTIONS_A_PAGE)
    .reduce((sum, length) => sum + length, 0);
  return longest + jsonLength(buttonRows({ own: own.slice(0, 0), paging }));
}

/** Kicker, header, divider, sources, footer, two rows of buttons. */
const FURNITURE_BLOCKS = 7;
/** Joints between kicker, title, body, sources and footer in `text`. */
const FURNITURE_JOINTS = 10;

function mediumFor(card: Card, options: SlackRenderOptions): Medium {
  const { lead = [] } = options;
  const furniture = [
    ...lead,
    ...headerBlocks(card),
    ...sourceBlocks([]),
    ...footerBlocks(card, LONGEST_PAGE_LINE),
  ];
  const sourceFrame = 100;
  const words =
    plainText(footerSpans(card, LONGEST_PAGE_LINE)) + plainText(card.kicker ?? []) + card.title;
  return {
    room: [
      LIMITS.json - jsonLength(furniture) - sourceFrame - costOfButtons(card, options),
      LIMITS.text - escapeText(words).length - FURNITURE_JOINTS,
      LIMITS.blocks - FURNITURE_BLOCKS - lead.length,
      LIMITS.tableRows,
    ],
    blocks: (blocks) => costOfBlocks(blocks, options),
    source: costOfSource,
  };
}

function pageBlocks(card: Card, page: ChosenPage, options: SlackRenderOptions): KnownBlock[] {
  return [
    ...(options.lead ?? []),
    ...headerBlocks(card),
    ...bodyBlocks(page.blocks, { picture: pictureFor(options), tables: tablesOn(options) }),
    ...sourceBlocks(page.sources),
    ...footerBlocks(card, page.line),
    ...buttonRows(page.actions),
  ];
}

/**
 * A page of a card as a Slack message, or as the blocks of a view. Words of the card stand only in rich text, plain text and table
 * cells, none of which Slack parses, and escaped in `text`.
 */
export function renderBlockKit(card: Card, options: SlackRenderOptions): Rendered<SlackMessage> {
  const tidied = tidyCard(card);
  const page = choosePage(tidied, mediumFor(tidied, options), options);
  const fallback = fallbackText(tidied, page, page.line);
  return {
    payload: { text: escapeText(fallback), blocks: pageBlocks(tidied, page, options) },
    fallback,
    page: page.number,
    pages: page.total,
    attachments: chartsToUpload(page.blocks, options).map((chart, index) => ({
      name: `chart-${index + 1}.png`,
      chart,
    })),
    storedActions: storedActions(page.actions),
  };
}
