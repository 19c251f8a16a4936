import type { APIEmbed, APIMessage } from 'discord-api-types/v10';

/** Keys of components that hold words people read. DD components/reference */
const WORDS = ['content', 'label', 'placeholder', 'description'] as const;
/** Keys of components that hold further components. */
const PARTS = ['components', 'component', 'accessory', 'items', 'options'] as const;

/** Deeper nesting than Discord has; what is deeper is not read. */
const DEEPEST = 8;

function componentWords(component: unknown, depth = 0): string[] {
  if (typeof component !== 'object' || component === null || depth > DEEPEST) return [];
  const fields = component as Readonly<Record<string, unknown>>;
  const own = WORDS.map((key) => fields[key]).filter((word) => typeof word === 'string');
  const inner = PARTS.flatMap((key) => fields[key] ?? []);
  return [...own, ...inner.flatMap((one) => componentWords(one, depth + 1))];
}

function embedWords({ author, title, description, fields = [], footer }: APIEmbed): string[] {
  const listed = fields.flatMap(({ name, value }) => [name, value]);
  return [author?.name, title, description, ...listed, footer?.text].filter(
    (word) => word !== undefined,
  );
}

type Readable = Partial<
  Pick<APIMessage, 'content' | 'embeds' | 'components' | 'attachments' | 'message_snapshots'>
>;

/** All that people read in a message: its text, previews, components, captions, and forwarded ones. */
export function messageText(message: Readable): string {
  const forwarded = message.message_snapshots?.map(({ message: one }) => messageText(one)) ?? [];
  return [
    message.content,
    ...(message.embeds ?? []).flatMap(embedWords),
    ...(message.components ?? []).flatMap((one) => componentWords(one)),
    ...(message.attachments ?? []).map(({ description }) => description),
    ...forwarded,
  ]
    .filter((words) => words !== undefined && words !== '')
    .join('\n');
}
