import type { ActionsBlock, Button } from '@slack/types';
import type { Action } from '../../card/card.ts';
import type { PageActions } from '../../card/page-actions.ts';
import { shorten } from '../../card/split.ts';
import { contentHash } from '../../shared/content-hash.ts';
import { LIMITS } from './limits.ts';

/** Begins every `action_id`, so that one listener hears all buttons. */
export const ACTION_PREFIX = 'tocsin:';

const KEY = /^k:[0-9a-f]{64}$/;

function isInline(commandLine: string): boolean {
  const isOwn = commandLine.isWellFormed() && !KEY.test(commandLine);
  return isOwn && commandLine.length <= LIMITS.buttonLine;
}

function keyOf(commandLine: string): string {
  return `k:${contentHash(commandLine)}`;
}

/** What a button's `value` stands for. */
export function readButtonValue(
  value: string,
): { readonly commandLine: string } | { readonly key: string } {
  return KEY.test(value) ? { key: value } : { commandLine: value };
}

function button({ label, commandLine, style }: Action, id: string): Button {
  return {
    type: 'button',
    text: { type: 'plain_text', text: shorten(label, LIMITS.buttonText), emoji: false },
    action_id: ACTION_PREFIX + id,
    value: isInline(commandLine) ? commandLine : keyOf(commandLine),
    ...(style === 'default' ? {} : { style }),
  };
}

function row(actions: readonly Action[], name: string): ActionsBlock[] {
  if (actions.length === 0) return [];
  const elements = actions.map((action, index) => button(action, `${name}-${index + 1}`));
  return [{ type: 'actions', elements }];
}

/** The card's own buttons, then those that turn pages and share. */
export function buttonRows({ own, paging }: PageActions): ActionsBlock[] {
  return [...row(own, 'own'), ...row(paging, 'page')];
}

/** The lines that did not fit their buttons, by the keys the buttons carry. */
export function storedActions({ own, paging }: PageActions) {
  return [...own, ...paging]
    .filter(({ commandLine }) => !isInline(commandLine))
    .map(({ commandLine }) => ({ key: keyOf(commandLine), commandLine }));
}
