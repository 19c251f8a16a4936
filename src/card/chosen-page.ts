import type { Action, Card } from './card.ts';
import type { Medium } from './cost.ts';
import { distinctActions, type PageActions, pageActions, pagesOfActions } from './page-actions.ts';
import { type Page, paginate } from './paginate.ts';
import type { RenderOptions } from './render.ts';
import { pageLine } from './wording.ts';

/** One page of a card, ready to be rendered. */
export interface ChosenPage extends Page {
  readonly number: number;
  readonly total: number;
  /** "Page 2 of 3"; undefined for a card of one page. */
  readonly line: string | undefined;
  readonly actions: PageActions;
}

/** The longest page line that room must be kept for. */
export const LONGEST_PAGE_LINE = pageLine(9999, 9999);

/** The page the options ask for; past the last it is the last. */
export function choosePage(card: Card, medium: Medium, options: RenderOptions): ChosenPage {
  const actions: Action[] = distinctActions(card);
  const pages = paginate(card, medium);
  const total = Math.max(pages.length, pagesOfActions(actions));
  const number = Math.min(Math.max(1, Math.floor(options.page) || 1), total);
  return {
    ...(pages[number - 1] ?? { blocks: [], sources: [] }),
    number,
    total,
    line: total === 1 ? undefined : pageLine(number, total),
    actions: pageActions(actions, options, number, total),
  };
}
