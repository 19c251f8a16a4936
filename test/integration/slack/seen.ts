import type { Json } from '../../doubles/slack/json.ts';
import type { Message, View } from '../../doubles/slack/screen.ts';

function nodes(value: unknown, type: string): Json[] {
  if (Array.isArray(value)) return value.flatMap((inner) => nodes(inner, type));
  if (value === null || typeof value !== 'object') return [];
  const own = 'type' in value && value.type === type ? [value as Json] : [];
  return [...own, ...Object.values(value).flatMap((inner) => nodes(inner, type))];
}

function blocksOf(source: Message | View): unknown {
  return 'content' in source ? source.content.blocks : source.blocks;
}

/** The words on all buttons. */
export function buttonsOf(source: Message | View): string[] {
  return nodes(blocksOf(source), 'button').map(({ text }) => String((text as Json).text));
}

/** All parts of a kind. */
export function partsOf(source: Message | View, type: string): Json[] {
  return nodes(blocksOf(source), type);
}

/** All words before somebody's eyes, buttons and all. */
export function wordsOf(source: Message | View): string {
  const words: string[] = [];
  function walk(value: unknown): void {
    if (value === null || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === 'string') {
        if (key === 'text') words.push(inner);
      } else walk(inner);
    }
  }
  walk(blocksOf(source));
  return words.join(' ');
}
