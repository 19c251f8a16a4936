import type { APIComponentInContainer, APIContainerComponent } from 'discord-api-types/v10';
import type { Card } from '../../card/card.ts';
import { type ChosenPage, choosePage, LONGEST_PAGE_LINE } from '../../card/chosen-page.ts';
import type { Medium } from '../../card/cost.ts';
import { fallbackText } from '../../card/fallback.ts';
import { footerSpans } from '../../card/lines.ts';
import { ACTIONS_A_PAGE } from '../../card/page-actions.ts';
import type { Rendered, RenderOptions } from '../../card/render.ts';
import { tidyCard } from '../../card/tidy.ts';
import { costOfBlocks, headMarkdown, type Stretch, sourceMarkdown, stretches } from './body.ts';
import { buttonRows, storedActions } from './buttons.ts';
import { IS_COMPONENTS_V2, LIMITS } from './limits.ts';
import { lineMarkdown } from './markdown.ts';
import { pictureAlt } from './pictures.ts';
import { ROLE_CALL } from './role-call.ts';

/** Body of a message to create or edit. Nothing in it can notify anybody. */
export interface DiscordMessage {
  readonly flags: typeof IS_COMPONENTS_V2;
  readonly components: readonly APIContainerComponent[];
  readonly allowed_mentions: { readonly parse: readonly never[] };
}

/** Colour of the bar beside the card. Tone is always said in words too, by the card. */
const ACCENTS: Readonly<Record<Card['tone'], number>> = {
  answer: 0x4a6fa5,
  alert: 0xc0392b,
  corrected: 0xd68910,
  retracted: 0x7f8c8d,
  problem: 0x7f8c8d,
};

function footerMarkdown(card: Card, pageLine?: string): string {
  return lineMarkdown({ role: 'small', spans: footerSpans(card, pageLine) });
}

/** Rows of a card's own buttons when it has most of them, and the one of those that turn pages. */
const ROWS = Math.ceil(ACTIONS_A_PAGE / LIMITS.buttonsInRow) + 1;
/** A role called; container, first display, separator, display of sources and footer; most buttons. */
const FURNITURE_COMPONENTS = ROLE_CALL.components + 4 + ROWS + ACTIONS_A_PAGE + 3;
/** Joints between title, body, sources and footer. */
const FURNITURE_JOINTS = 16;

function mediumFor(card: Card): Medium {
  const furniture =
    ROLE_CALL.characters +
    headMarkdown(card).length +
    footerMarkdown(card, LONGEST_PAGE_LINE).length +
    FURNITURE_JOINTS;
  return {
    room: [LIMITS.text - furniture, LIMITS.components - FURNITURE_COMPONENTS, LIMITS.attachments],
    blocks: costOfBlocks,
    source: (source) => [sourceMarkdown(source).length + 1, 0, 0],
  };
}

function pictureName(index: number): string {
  return `chart-${index + 1}.png`;
}

function stretchComponents(body: readonly Stretch[]): APIComponentInContainer[] {
  let pictures = 0;
  return body.map((stretch): APIComponentInContainer => {
    if (stretch.type === 'text') return { type: 10, content: stretch.markdown };
    const media = { url: `attachment://${pictureName(pictures++)}` };
    const alt = pictureAlt(stretch.chart);
    return { type: 12, items: [{ media, ...(alt === '' ? {} : { description: alt }) }] };
  });
}

function message(card: Card, page: ChosenPage, body: readonly Stretch[]): DiscordMessage {
  const foot = [...page.sources.map(sourceMarkdown), footerMarkdown(card, page.line)];
  return {
    flags: IS_COMPONENTS_V2,
    components: [
      {
        type: 17,
        accent_color: ACCENTS[card.tone],
        components: [
          ...stretchComponents(body),
          { type: 14, divider: true, spacing: 1 },
          { type: 10, content: foot.join('\n') },
          ...buttonRows(page.actions),
        ],
      },
    ],
    allowed_mentions: { parse: [] },
  };
}

/**
 * A page of a card as a Discord message of Components V2. Charts are attached files; `attachments`
 * names them. The fallback is complete, but such a message cannot carry it: use it for logs and edits
 * of notifications elsewhere.
 */
export function renderComponentsV2(card: Card, options: RenderOptions): Rendered<DiscordMessage> {
  const tidied = tidyCard(card);
  const page = choosePage(tidied, mediumFor(tidied), options);
  const body = stretches(headMarkdown(tidied), page.blocks);
  const charts = body.filter((stretch) => stretch.type === 'chart');
  return {
    payload: message(tidied, page, body),
    fallback: fallbackText(tidied, page, page.line),
    page: page.number,
    pages: page.total,
    attachments: charts.map(({ chart }, index) => ({ name: pictureName(index), chart })),
    storedActions: storedActions(page.actions),
  };
}
