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

/** Blocks as Slack keeps them: each with a block_id. They come out of a request and are nobody else's. */
export function keptBlocks(world: World, blocks: readonly Json[]): Json[] {
  return blocks.map((block) => ({ ...block, block_id: block.block_id ?? world.ids.secret(3) }));
}

/** Throws SlackRefusal for what Slack would refuse in a message, whatever workspace it goes to. */
function refuseUnsound(text: string, blocks: unknown): void {
  const faults = blocksFaults(blocks, 'message');
  if (faults.length > 0) throw refusePayload('invalid_blocks', faults);
  const size = JSON.stringify(blocks).length;
  if (size > LIMITS.json)
    throw new SlackRefusal('msg_blocks_too_long', `${size} characters of blocks`);
  if (text === '') throw new SlackRefusal('no_text', 'a message needs text, beside blocks too');
  if (text.length > LIMITS.text)
    throw new SlackRefusal('msg_too_long', `${text.length} characters of text`);
  if (!text.isWellFormed()) throw new SlackRefusal('invalid_arguments', 'lone surrogate in text');
}

/** What the house would not have in a message that Slack takes. */
function houseFaults(world: World, { text, blocks }: Content): string[] {
  const calls = /<!(channel|here|everyone|subteam)/.test([text, ...markup(blocks)].join(' '));
  const own = calls ? ['the message calls everyone'] : [];
  if (blocks.length === 0) return own;
  return [...own, ...world.checkMessage({ text, blocks }).map((fault) => `house rule: ${fault}`)];
}

/**
 * Checks what a message says, wherever it is sent. Stricter than Slack: text is needed beside blocks,
 * since it is all that notifications and screen readers have, and may call nobody. One that goes to
 * many channels is checked once.
 * Throws SlackRefusal.
 */
export function checkContent(
  world: World,
  where: string,
  team: string,
  given: { readonly text?: unknown; readonly blocks?: unknown },
): Content {
  const text = textOf(given.text);
  const parsed = given.blocks === undefined ? [] : parseJson(given.blocks, 'invalid_blocks_format');
  const key = typeof given.blocks === 'string' ? `${text}\n${given.blocks}` : undefined;
  if (key === undefined || !world.soundMessages.has(key)) {
    refuseUnsound(text, parsed);
    const content = { text, blocks: jsonList(parsed) };
    const faults = houseFaults(world, content);
    for (const fault of faults) world.record.violation(where, fault, content);
    if (key !== undefined && faults.length === 0) world.soundMessages.add(key);
  }
  const blocks = keptBlocks(world, jsonList(parsed));
  world.files.checkReferences(fileReferences(blocks), team);
  return { text, blocks };
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
