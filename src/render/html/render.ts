import type { Card } from '../../card/card.ts';
import { fallbackText } from '../../card/fallback.ts';
import type { Rendered, RenderOptions } from '../../card/render.ts';
import { tidyCard } from '../../card/tidy.ts';
import { contentHash } from '../../shared/content-hash.ts';
import { blocks } from './blocks.ts';
import { buttons, footer, sourceList } from './foot.ts';
import { HTML_LIMITS } from './limits.ts';
import { el, words } from './markup.ts';
import type { Surroundings } from './spans.ts';

export interface HtmlOptions extends RenderOptions {
  /**
   * Begins every id in the markup. From the card's content when absent, so equal cards on one page
   * have equal ids, and a reference in the second leads to the first.
   */
  readonly idPrefix?: string;
}

const TONE_WORDS: Partial<Record<Card['tone'], string>> = {
  corrected: 'Corrected',
  retracted: 'Retracted',
};

/**
 * A card as one `<article>`: no styles, scripts or handlers in it, so it can stand under the strictest
 * content security policy. `card.css` beside this file gives it its looks. A button carries its command
 * line in `data-command-line`.
 */
export function renderHtml(card: Card, options: HtmlOptions): Rendered<string> {
  const around: Surroundings = {
    idPrefix: options.idPrefix ?? `card-${contentHash(card).slice(0, 12)}`,
    sources: new Map(card.sources.map((source) => [source.number, source])),
  };
  const tidied = tidyCard(card);
  const titleId = `${around.idPrefix}-title`;
  const tone = TONE_WORDS[card.tone];
  const article = el(
    'article',
    { class: `card card-tone-${card.tone}`, lang: 'en', 'aria-labelledby': titleId },
    ...(tone === undefined ? [] : [el('p', { class: 'card-tone-word' }, words(tone))]),
    el('h2', { class: 'card-title', id: titleId }, words(card.title)),
    ...blocks(card, around, options.chartUrl),
    ...sourceList(card.sources, around),
    footer(card, around),
    ...buttons(card, options),
  );
  return {
    payload: article,
    fallback: fallbackText(tidied, tidied),
    page: 1,
    pages: HTML_LIMITS.pages,
    attachments: [],
    storedActions: [],
  };
}
