import type { Action, Card } from './card.ts';
import type { RenderOptions } from './render.ts';
import { WORDING } from './wording.ts';

/**
 * Most buttons of the card's own on one page; further ones stand on the next pages. A digest has one
 * for each of its ten items, and one more.
 */
export const ACTIONS_A_PAGE = 11;

export interface PageActions {
  /** The card's own. */
  readonly own: readonly Action[];
  /** Previous, Next, Share. */
  readonly paging: readonly Action[];
}

/** A card's actions without those that say nothing and those that do what an earlier one does. */
export function distinctActions(card: Card): Action[] {
  const seen = new Set<string>();
  return card.actions.filter(({ label, commandLine }) => {
    const isNew = label !== '' && commandLine.trim() !== '' && !seen.has(commandLine);
    seen.add(commandLine);
    return isNew;
  });
}

/** How many pages the buttons alone need. */
export function pagesOfActions(actions: readonly Action[]): number {
  return Math.max(1, Math.ceil(actions.length / ACTIONS_A_PAGE));
}

function plain(label: string, commandLine: string): Action {
  return { label, commandLine, style: 'default' };
}

/**
 * The buttons of one page. The card's own are on every page, unless they are too many: then each page
 * has its share. Share posts the page that is being read.
 */
export function pageActions(
  actions: readonly Action[],
  options: RenderOptions,
  page: number,
  pages: number,
): PageActions {
  const line = options.commandLine;
  const shared = page === 1 ? line : `${line} page:${page}`;
  const paging = [
    ...(page > 1 ? [plain(WORDING.previous, `${line} page:${page - 1}`)] : []),
    ...(page < pages ? [plain(WORDING.next, `${line} page:${page + 1}`)] : []),
    ...(options.shareable ? [plain(WORDING.share, `${shared} public:true`)] : []),
  ];
  const from = actions.length > ACTIONS_A_PAGE ? (page - 1) * ACTIONS_A_PAGE : 0;
  const taken = new Set(paging.map(({ commandLine }) => commandLine));
  return {
    own: actions
      .slice(from, from + ACTIONS_A_PAGE)
      .filter(({ commandLine }) => !taken.has(commandLine)),
    paging,
  };
}
