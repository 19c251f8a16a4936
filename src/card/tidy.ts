import type { Block, Card, Fact, FigureBlock, SourceLine, TableBlock } from './card.ts';
import { plainText } from './plain.ts';
import { refs, type Spans, strong, text } from './span.ts';
import { shorten } from './split.ts';
import { address, LONGEST_URL, tidySpans, tidyText } from './tidy-spans.ts';
import { WORDING } from './wording.ts';

/**
 * Longest texts, in UTF-16 units, for what stands on every page or heads a part of it. What is longer
 * is shown shortened there, and in full once on the card.
 */
const LONGEST = {
  kicker: 200,
  title: 150,
  heading: 150,
  caption: 150,
  columnLabel: 60,
  publisher: 80,
  sourceTitle: 160,
  tier: 40,
  lead: 40,
  footer: 200,
  marking: 60,
} as const;

function label(words: string): string {
  return tidyText(words).trim();
}

function tidyFacts(facts: readonly Fact[]): Block[] {
  const kept = facts
    .map((fact) => ({ label: label(fact.label), value: tidySpans(fact.value) }))
    .filter((fact) => fact.label !== '' || fact.value.length > 0);
  return kept.length === 0 ? [] : [{ type: 'facts', facts: kept }];
}

function tidyFigure(figure: FigureBlock): FigureBlock {
  return {
    ...figure,
    quantity: label(figure.quantity) as FigureBlock['quantity'],
    measure: label(figure.measure),
    limits: figure.limits.map(tidySpans).filter((spans) => spans.length > 0),
    window: tidySpans(figure.window),
    saidBy: tidySpans(figure.saidBy),
  };
}

/** A text in full for the card's body, when its place shows it shortened. */
function inFull(words: string, longest: number): Block[] {
  return words.length <= longest ? [] : [{ type: 'paragraph', spans: [strong(words)] }];
}

function tidyTable(table: TableBlock): Block[] {
  const caption = label(table.caption);
  const labels = table.columns.map((column) => label(column.label));
  const columns = table.columns.map((column, index) => ({
    ...column,
    label: shorten(labels[index] ?? '', LONGEST.columnLabel),
  }));
  const rows = table.rows
    .map((row) => row.map(tidySpans))
    .filter((row) => row.some((cell) => cell.length > 0));
  const overlong = [
    ...inFull(caption, LONGEST.caption),
    ...labels.flatMap((words) => inFull(words, LONGEST.columnLabel)),
  ];
  const isBare = rows.length === 0 && caption === '' && labels.every((words) => words === '');
  if (isBare) return [];
  return [...overlong, { ...table, caption: shorten(caption, LONGEST.caption), columns, rows }];
}

function tidyBlock(block: Block): Block[] {
  switch (block.type) {
    case 'heading': {
      const words = label(block.text);
      if (words.length > LONGEST.heading) return inFull(words, LONGEST.heading);
      return words === '' ? [] : [{ type: 'heading', text: words }];
    }
    case 'paragraph':
    case 'quote':
    case 'notice': {
      const spans = tidySpans(block.spans);
      return spans.length === 0 ? [] : [{ ...block, spans }];
    }
    case 'facts':
      return tidyFacts(block.facts);
    case 'figure':
      return [tidyFigure(block)];
    case 'table':
      return tidyTable(block);
    case 'list': {
      const items = block.items.map(tidySpans).filter((spans) => spans.length > 0);
      return items.length === 0 ? [] : [{ type: 'list', items }];
    }
    case 'chart': {
      const { title, alt, caption } = block.chart;
      const words = { title: label(title), alt: label(alt), caption: label(caption) };
      return [{ ...block, chart: { ...block.chart, ...words } }];
    }
  }
}

interface Tidied<Part> {
  readonly part: Part;
  /** What the part shows shortened, in full. */
  readonly overlong: readonly Block[];
}

function tidySource(source: SourceLine): Tidied<SourceLine> {
  const publisher = label(source.publisher) || label(source.url) || '–';
  const title = label(source.title);
  const tier = label(source.tier);
  const date = label(source.date);
  const url = address(source.url);
  const hasLongUrl = url !== undefined && url.length > LONGEST_URL;
  const part = {
    number: source.number,
    publisher: shorten(publisher, LONGEST.publisher),
    title: shorten(title, LONGEST.sourceTitle),
    url: hasLongUrl ? '' : (url ?? ''),
    date: shorten(date, LONGEST.tier),
    tier: shorten(tier, LONGEST.tier),
  };
  const words = [publisher, title, date, tier, ...(hasLongUrl ? [url] : [])];
  const isWhole =
    publisher === part.publisher &&
    title === part.title &&
    date === part.date &&
    tier === part.tier &&
    !hasLongUrl;
  const spans: Spans = [...refs([source.number]), text(` ${words.join(', ')}`)];
  return { part, overlong: isWhole ? [] : [{ type: 'paragraph', spans }] };
}

function tidyFooter(footer: Card['footer']): Tidied<Card['footer']> {
  const asOf = tidySpans(footer.asOf);
  const lead = shorten(label(footer.lead ?? ''), LONGEST.lead);
  const recordId = label(footer.recordId ?? '');
  const tlp = label(footer.tlp);
  const isCited = asOf.some((span) => span.type === 'ref');
  const isShort = !isCited && plainText(asOf).length + recordId.length <= LONGEST.footer;
  if (isShort && tlp.length <= LONGEST.marking) {
    const ids = { ...(recordId === '' ? {} : { recordId }), ...(lead === '' ? {} : { lead }) };
    return { part: { ...ids, asOf, tlp }, overlong: [] };
  }
  const overlong = [text(lead === '' ? '' : `${lead} `), ...asOf, text(` ${recordId} ${tlp}`)];
  return {
    part: { asOf: [], tlp: shorten(tlp, LONGEST.marking) },
    overlong: [{ type: 'paragraph', spans: overlong }],
  };
}

/** A kicker is furniture of every page: one that is long, or leads elsewhere, goes into the body. */
function tidyKicker(kicker: Spans): Tidied<Spans> {
  const spans = tidySpans(kicker);
  const isShort = plainText(spans).length <= LONGEST.kicker;
  const leads = spans.some((span) => span.type === 'ref' || span.type === 'link');
  if (spans.length === 0 || (isShort && !leads)) return { part: spans, overlong: [] };
  return { part: [], overlong: [{ type: 'paragraph', spans }] };
}

function titleOf({ tone, title }: Card, kicker: Spans): string {
  const isSaid = kicker.length > 0 || (tone !== 'corrected' && tone !== 'retracted');
  const word = isSaid ? '' : WORDING.tones[tone];
  return [word, label(title)].filter((part) => part !== '').join(': ');
}

/**
 * The card as a chat message can carry it: text cleaned, blanks dropped, links only where they may be,
 * and whatever is repeated on every page short. Nothing is lost: full texts move into the body.
 */
export function tidyCard(card: Card): Card {
  const { kicker: given = [], ...rest } = card;
  const kicker = tidyKicker(given);
  const title = titleOf(card, kicker.part);
  const sources = card.sources.map(tidySource);
  const footer = tidyFooter(card.footer);
  return {
    ...rest,
    ...(kicker.part.length === 0 ? {} : { kicker: kicker.part }),
    title: shorten(title, LONGEST.title),
    blocks: [
      ...kicker.overlong,
      ...inFull(title, LONGEST.title),
      ...card.blocks.flatMap(tidyBlock),
      ...sources.flatMap(({ overlong }) => overlong),
      ...footer.overlong,
    ],
    sources: sources.map(({ part }) => part),
    actions: card.actions.map((action) => ({ ...action, label: label(action.label) })),
    footer: footer.part,
  };
}
