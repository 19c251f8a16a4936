import type { Card } from '../../card/card.ts';
import { fallbackText } from '../../card/fallback.ts';
import type { Rendered, RenderOptions } from '../../card/render.ts';
import { tidyCard } from '../../card/tidy.ts';
import { contentHash } from '../../shared/content-hash.ts';
import { blocks } from './blocks.ts';
import { buttons, footer, sourceList } from './foot.ts';
import { HTML_LIMITS } from './limits.ts';
import { el, type Html, words } from './markup.ts';
import { inline, isBlank, type Surroundings } from './spans.ts';

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

/** The kicker, which says the tone too where that matters; without one, the tone's own word. */
function above({ kicker = [], tone }: Card, around: Surroundings): Html[] {
  if (!isBlank(kicker)) return [el('p', { class: 'card-kicker' }, inline(kicker, around))];
  const word = TONE_WORDS[tone];
  return word === undefined ? [] : [el('p', { class: 'card-tone-word' }, words(word))];
}

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
  const article = el(
    'article',
    { class: `card card-tone-${card.tone}`, lang: 'en', 'aria-labelledby': titleId },
    ...above(card, around),
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
