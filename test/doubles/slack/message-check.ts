import { LIMITS } from '../../../src/render/block-kit/limits.ts';
import { blocksFaults, elementsOf, fileReferences } from './blocks/check.ts';
import { type Json, jsonList, textOf } from './json.ts';
import { refusePayload, SlackRefusal } from './refusal.ts';
import type { World } from './world.ts';

export interface Content {
  readonly text: string;
  readonly blocks: Json[];
}

/** Parses `blocks`, which a form carries as JSON in a string. Throws SlackRefusal. */
export function parseJson(value: unknown, error: string): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    throw new SlackRefusal(error, `not JSON: ${value.slice(0, 80)}`);
  }
}

/** Blocks as Slack keeps them: each with a block_id. */
export function keptBlocks(world: World, blocks: readonly Json[]): Json[] {
  return blocks.map((block) => ({
    ...structuredClone(block),
    block_id: block.block_id ?? world.ids.secret(3),
  }));
}

/**
 * Checks what a message says, wherever it is sent. Stricter than Slack: text is needed beside blocks,
 * since it is all that notifications and screen readers have, and may call nobody.
 * Throws SlackRefusal.
 */
export function checkContent(
  world: World,
  where: string,
  team: string,
  given: { readonly text?: unknown; readonly blocks?: unknown },
): Content {
  const text = textOf(given.text);
  const blocks = given.blocks === undefined ? [] : parseJson(given.blocks, 'invalid_blocks_format');
  const faults = blocksFaults(blocks, 'message');
  if (faults.length > 0) throw refusePayload('invalid_blocks', faults);
  const size = JSON.stringify(blocks).length;
  if (size > LIMITS.json)
    throw new SlackRefusal('msg_blocks_too_long', `${size} characters of blocks`);
  const kept = keptBlocks(world, jsonList(blocks));
  if (text === '') throw new SlackRefusal('no_text', 'a message needs text, beside blocks too');
  if (text.length > LIMITS.text)
    throw new SlackRefusal('msg_too_long', `${text.length} characters of text`);
  if (!text.isWellFormed()) throw new SlackRefusal('invalid_arguments', 'lone surrogate in text');
  world.files.checkReferences(fileReferences(kept), team);
  if (/<!(channel|here|everyone|subteam)/.test([text, ...markup(kept)].join(' ')))
    world.record.violation(where, 'the message calls everyone', text);
  if (kept.length > 0) {
    const message = { text, blocks: jsonList(blocks) };
    for (const fault of world.checkMessage(message))
      world.record.violation(where, `house rule: ${fault}`, message);
  }
  return { text, blocks: kept };
}

/** Texts in which Slack looks for mentions: those of type mrkdwn. In plain and rich text they are words. */
function markup(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(markup);
  if (typeof node !== 'object' || node === null) return [];
  const { type, text } = node as Json;
  const own = type === 'mrkdwn' || type === 'markdown' ? [textOf(text)] : [];
  return [...own, ...Object.values(node).flatMap(markup)];
}

/** Everything in a message or form that a person can use, with the id of its block. */
export function interactive(blocks: readonly Json[]): { blockId: string; element: Json }[] {
  return blocks.flatMap((block) =>
    elementsOf(block).map((element) => ({ blockId: textOf(block.block_id), element })),
  );
}
