import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIComponentInMessageActionRow,
  ButtonStyle,
} from 'discord-api-types/v10';
import type { Action } from '../../card/card.ts';
import type { PageActions } from '../../card/page-actions.ts';
import { shorten } from '../../card/split.ts';
import { contentHash } from '../../shared/content-hash.ts';
import { LIMITS } from './limits.ts';

export type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

const LINE = 't:';
const KEY = 'k:';
const STYLES = { primary: 1, default: 2, danger: 4 } as const satisfies Record<
  Action['style'],
  ButtonStyle
>;

function isInline(commandLine: string): boolean {
  return commandLine.isWellFormed() && LINE.length + commandLine.length <= LIMITS.customId;
}

function keyOf(commandLine: string): string {
  return `${KEY}${contentHash(commandLine)}`;
}

/** What a button's `custom_id` stands for; undefined for one that no card of ours carries. */
export function readCustomId(
  customId: string,
): { readonly commandLine: string } | { readonly key: string } | undefined {
  if (customId.startsWith(LINE)) return { commandLine: customId.slice(LINE.length) };
  return customId.startsWith(KEY) ? { key: customId } : undefined;
}

function button({ label, commandLine, style }: Action): APIButtonComponentWithCustomId {
  return {
    type: 2,
    style: STYLES[style],
    label: shorten(label, LIMITS.buttonLabel),
    custom_id: isInline(commandLine) ? LINE + commandLine : keyOf(commandLine),
  };
}

function rows(actions: readonly Action[]): Row[] {
  const starts = actions.map((_, index) => index).filter((i) => i % LIMITS.buttonsInRow === 0);
  return starts.map((start) => ({
    type: 1,
    components: actions.slice(start, start + LIMITS.buttonsInRow).map(button),
  }));
}

/** The card's own buttons in rows, then those that turn pages and share. */
export function buttonRows({ own, paging }: PageActions): Row[] {
  return [...rows(own), ...rows(paging)];
}

/** The lines that did not fit their buttons, by the keys the buttons carry. */
export function storedActions({ own, paging }: PageActions) {
  return [...own, ...paging]
    .filter(({ commandLine }) => !isInline(commandLine))
    .map(({ commandLine }) => ({ key: keyOf(commandLine), commandLine }));
}
