const MARKUP = /<(?:@[UW]|#C)[A-Z0-9]+(?:\|[^<>|]*)?>/g;

function withEntities(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** What somebody typed as Slack passes it on: three signs escaped, but not mentions picked from a list. */
export function escapeTyped(text: string): string {
  const plain = text.split(MARKUP).map(withEntities);
  const mentions = text.match(MARKUP) ?? [];
  return plain.map((part, index) => part + (mentions[index] ?? '')).join('');
}

/** The same for a message, in which addresses become links. SD formatting-message-text */
export function linkTyped(text: string): string {
  return escapeTyped(text).replace(/https?:\/\/[^\s<>|]+/g, (url) => `<${url}>`);
}
