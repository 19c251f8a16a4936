import type { Action, Card, SourceLine } from '../../card/card.ts';
import { distinctActions, pageActions } from '../../card/page-actions.ts';
import { printable } from '../../card/printable.ts';
import type { RenderOptions } from '../../card/render.ts';
import { isLinkable } from '../../card/span.ts';
import { WORDING } from '../../card/wording.ts';
import { el, type Html, joined, words } from './markup.ts';
import { inline, isBlank, outwardLink, type Surroundings, sourceId } from './spans.ts';

/** The numbered sources, each the target of its references. */
export function sourceList(sources: readonly SourceLine[], around: Surroundings): Html[] {
  if (sources.length === 0) return [];
  return [
    el(
      'section',
      { class: 'card-sources' },
      el('h3', { class: 'card-unseen' }, words('Sources')),
      el('ol', {}, ...sources.map((source) => sourceItem(source, around))),
    ),
  ];
}

function sourceItem(
  { number, publisher, title, url, date, tier }: SourceLine,
  around: Surroundings,
) {
  const name = printable(title).trim() === '' ? url : title;
  return el(
    'li',
    { id: sourceId(number, around.idPrefix), value: number },
    words(`${publisher}, ${date} (${tier}). `),
    outwardLink(name, url),
    // An address that may not be linked is still part of the source.
    ...(isLinkable(url) || name === url ? [] : [words(` ${url}`)]),
  );
}

/** As of when, which record, which marking: the parts that are there. */
export function footer(card: Card, around: Surroundings): Html {
  const { lead = WORDING.asOf, asOf, recordId, tlp } = card.footer;
  const parts = [
    ...(isBlank(asOf) ? [] : [el('span', {}, words(`${lead} `), inline(asOf, around))]),
    ...(recordId === undefined ? [] : [el('code', {}, words(recordId))]),
    el('span', { class: 'card-tlp' }, words(tlp)),
  ];
  return el('footer', { class: 'card-foot' }, joined(parts, ' · '));
}

/** Buttons that carry command lines. What a press does is the page's business. */
export function buttons(card: Card, options: RenderOptions): Html[] {
  const actions = [...distinctActions(card), ...pageActions([], options, 1, 1).paging];
  if (actions.length === 0) return [];
  return [
    el(
      'div',
      { class: 'card-actions', role: 'group', 'aria-label': 'Next steps' },
      ...actions.map(button),
    ),
  ];
}

function button({ label, commandLine, style }: Action): Html {
  const attributes = {
    type: 'button',
    class: `card-button card-button-${style}`,
    'data-command-line': commandLine,
  };
  return el('button', attributes, words(printable(label).trim() === '' ? commandLine : label));
}
