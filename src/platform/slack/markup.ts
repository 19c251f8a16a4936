const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&' };
const MARKUP = /<([^<>]*)>|&(lt|gt|amp);/g;

/** What Slack wrote between angle brackets, as somebody would have typed it. */
function unwrapped(inner: string): string {
  const [target = '', label = ''] = inner.split('|', 2);
  // A mention of a person or a group is kept, for commands read it; a name in it might hold spaces.
  if (target.startsWith('@') || target.startsWith('!subteam^')) return `<${target}>`;
  if (target.startsWith('#')) return label === '' ? target : `#${label}`;
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^', 1)[0]}`;
  return target.startsWith('mailto:') || target.startsWith('tel:') ? label : target;
}

/**
 * Slack's text as somebody typed it: entities undone, addresses and channels without their wrapping
 * (SD formatting-message-text). What looks like markup after that is what was typed.
 */
export function typedText(text: string): string {
  return text.replace(MARKUP, (_, inner: string | undefined, entity: string | undefined) => {
    const plain = inner === undefined ? ENTITIES[entity ?? ''] : unwrapped(inner);
    return plain ?? '';
  });
}

/** A message without the mentions of one person. */
export function withoutMention(text: string, userId: string): string {
  return text.replaceAll(new RegExp(`<@${userId}(\\|[^<>]*)?>`, 'g'), ' ').trim();
}

const READ_KEYS = new Set(['text', 'fallback', 'title', 'pretext', 'alt_text']);
const LONGEST = 40_000;

/**
 * All words of a message, with those of its blocks and attachments; a message's `text` often repeats
 * its blocks, which does no harm where names are looked for.
 */
export function messageWords(message: unknown): string {
  const words: string[] = [];
  let length = 0;
  function walk(value: unknown): void {
    if (value === null || typeof value !== 'object' || length > LONGEST) return;
    // The fields of an attachment have no type; the value of a button is not read by anybody.
    const isField = !('type' in value);
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner !== 'string') walk(inner);
      else if (READ_KEYS.has(key) || (key === 'value' && isField)) {
        words.push(typedText(inner));
        length += inner.length;
      }
    }
  }
  walk(message);
  return words.join('\n').slice(0, LONGEST);
}
