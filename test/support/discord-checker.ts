import { MessageCreateRequestSchema } from 'discord-api-spec/zod';
import { LIMITS } from '../../src/render/components-v2/limits.ts';

interface Component {
  readonly type: number;
  readonly components?: readonly Component[];
  readonly accessory?: Component;
  readonly content?: string;
  readonly custom_id?: string;
  readonly items?: readonly { readonly media: { readonly url: string } }[];
}

const KEYS: Readonly<Record<number, readonly string[]>> = {
  1: ['type', 'components'],
  2: ['type', 'style', 'label', 'custom_id'],
  10: ['type', 'content'],
  12: ['type', 'items'],
  14: ['type', 'divider', 'spacing'],
  17: ['type', 'accent_color', 'components'],
};

function flat(components: readonly Component[]): Component[] {
  return components.flatMap((one) => [
    one,
    ...flat(one.components ?? []),
    ...(one.accessory === undefined ? [] : flat([one.accessory])),
  ]);
}

function twice(values: readonly string[]): boolean {
  return new Set(values).size < values.length;
}

/** What the components of one message may be together: their number, their words, their identifiers. */
export function componentTotals(components: readonly Component[]): string[] {
  const all = flat(components);
  const faults: string[] = [];
  if (all.length > LIMITS.components) faults.push(`${all.length} components`);
  const texts = all.flatMap((one) => one.content ?? []);
  const length = texts.join('').length;
  if (length > LIMITS.text) faults.push(`${length} characters`);
  if (texts.some((words) => words.trim() === '')) faults.push('a text display without words');
  if (!texts.every((words) => words.isWellFormed())) faults.push('lone surrogate');
  if (twice(all.flatMap((one) => one.custom_id ?? []))) faults.push('custom_id used twice');
  return faults;
}

/**
 * What Discord would refuse: its own published schema first, then what that does not say (totals,
 * unique identifiers, no content beside components, no unknown keys, pictures that are attached).
 */
export function discordFaults(
  payload: unknown,
  attachments: readonly { readonly name: string }[],
): string[] {
  const parsed = MessageCreateRequestSchema.safeParse(payload);
  if (!parsed.success) return parsed.error.issues.map((issue) => JSON.stringify(issue));
  const message = payload as { components: Component[] };
  const faults: string[] = [];
  const keys = Object.keys(message).sort().join();
  if (keys !== 'allowed_mentions,components,flags') faults.push(`keys ${keys}`);
  if (JSON.stringify(parsed.data.allowed_mentions) !== '{"parse":[]}')
    faults.push('mentions allowed');
  if (parsed.data.flags !== 32768) faults.push('not Components V2');

  faults.push(...componentTotals(message.components));
  const all = flat(message.components);
  for (const one of all) {
    const extra = Object.keys(one).filter((key) => !KEYS[one.type]?.includes(key));
    if (extra.length > 0) faults.push(`type ${one.type} with ${extra.join()}`);
  }
  const pictures = all.flatMap((one) => one.items?.map(({ media }) => media.url) ?? []);
  const attached = attachments.map(({ name }) => `attachment://${name}`);
  if (pictures.join() !== attached.join()) faults.push('pictures differ from attachments');
  if (attached.length > LIMITS.attachments) faults.push('too many attachments');
  return faults;
}

/** The markdown of all text displays, in order. */
export function discordTexts(payload: { readonly components: readonly unknown[] }): string[] {
  return flat(payload.components as Component[]).flatMap((one) => one.content ?? []);
}
