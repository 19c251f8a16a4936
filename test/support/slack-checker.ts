import { z } from 'zod';
import { LIMITS } from '../../src/render/block-kit/limits.ts';

/** Text Slack would accept: not empty, well formed, within a limit. */
function text(limit: number) {
  return z
    .string()
    .min(1)
    .max(limit)
    .refine((words) => words.isWellFormed(), 'lone surrogate');
}

const url = z
  .string()
  .max(LIMITS.linkUrl)
  .regex(/^https?:\/\//);
const plainText = (limit: number) =>
  z.strictObject({
    type: z.literal('plain_text'),
    text: text(limit),
    emoji: z.literal(false),
  });
/** The one mrkdwn allowed: a date token of digits, fixed templates and a date in words. */
const dateToken = z.strictObject({
  type: z.literal('mrkdwn'),
  text: z.string().regex(/^<!date\^-?\d+\^(\{\w+\}| at )+\|[\w ,:]+>$/),
  verbatim: z.literal(true),
});
const style = z.strictObject({
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  code: z.literal(true).optional(),
  strike: z.literal(true).optional(),
});
const element = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('text'),
    text: text(LIMITS.json),
    style: style.optional(),
  }),
  z.strictObject({ type: z.literal('link'), url, text: text(LIMITS.json) }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().regex(/^(\{\w+\}| at )+$/),
    fallback: text(100),
  }),
]);
const elements = z.array(element).min(1);
const section = z.strictObject({ type: z.literal('rich_text_section'), elements });
const richText = z.strictObject({
  type: z.literal('rich_text'),
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({ type: z.literal('rich_text_quote'), elements }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.literal('bullet'),
          elements: z.array(section).min(1),
        }),
      ]),
    )
    .min(1),
});
const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: text(LIMITS.tableText) }),
  richText,
]);
const button = z.strictObject({
  type: z.literal('button'),
  text: plainText(LIMITS.buttonText),
  action_id: text(255).regex(/^tocsin:/),
  value: text(LIMITS.buttonLine),
  style: z.enum(['primary', 'danger']).optional(),
});
const block = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), text: plainText(LIMITS.header) }),
  z.strictObject({ type: z.literal('divider') }),
  z.strictObject({
    type: z.literal('context'),
    elements: z
      .array(z.discriminatedUnion('type', [plainText(LIMITS.contextText), dateToken]))
      .min(1)
      .max(LIMITS.contextElements),
  }),
  z
    .strictObject({
      type: z.literal('image'),
      image_url: url.optional(),
      slack_file: z.strictObject({ id: text(255) }).optional(),
      alt_text: text(LIMITS.alt),
    })
    .refine((own) => (own.image_url === undefined) !== (own.slack_file === undefined)),
  z.strictObject({
    type: z.literal('actions'),
    elements: z.array(button).min(1).max(LIMITS.buttonsInRow),
  }),
  z.strictObject({
    type: z.literal('table'),
    column_settings: z
      .array(
        z.strictObject({
          align: z.enum(['left', 'right']),
          is_wrapped: z.boolean(),
        }),
      )
      .max(LIMITS.tableCells),
    rows: z.array(z.array(cell).min(1).max(LIMITS.tableCells)).min(1).max(LIMITS.tableRows),
  }),
  richText,
]);
/** The one thing that may notify: a user group, by its id, in a block of its own above all others. */
const call = z.strictObject({
  type: z.literal('rich_text'),
  elements: z.tuple([
    z.strictObject({
      type: z.literal('rich_text_section'),
      elements: z.tuple([
        z.strictObject({
          type: z.literal('usergroup'),
          usergroup_id: z.string().regex(/^S[A-Z0-9]+$/),
        }),
      ]),
    }),
  ]),
});
const message = z.strictObject({
  text: text(LIMITS.text),
  blocks: z
    .array(z.unknown())
    .max(LIMITS.blocks)
    .transform((all) => (call.safeParse(all[0]).success ? all.slice(1) : all))
    .pipe(z.array(block).min(1)),
});

function cellText(value: unknown): string {
  if (Array.isArray(value)) return value.map(cellText).join('');
  if (value === null || typeof value !== 'object') return '';
  const own = 'text' in value && typeof value.text === 'string' ? value.text : '';
  return own + ('elements' in value ? cellText(value.elements) : '');
}

/** What Slack would refuse in a message, or a reader could not trust; empty when all is well. */
export function slackFaults(payload: unknown): string[] {
  const parsed = message.safeParse(payload);
  if (!parsed.success) return parsed.error.issues.map((issue) => JSON.stringify(issue));
  const { blocks, text: fallback } = parsed.data;
  const faults: string[] = [];
  const json = JSON.stringify((payload as { blocks: unknown }).blocks).length;
  if (json > LIMITS.json) faults.push(`blocks of ${json}`);
  const tables = blocks.filter((one) => one.type === 'table');
  if (tables.length > LIMITS.tables) faults.push('more than one table');
  if (cellText(tables.map(({ rows }) => rows)).length > LIMITS.tableText)
    faults.push('cells too long');
  const isRagged = tables.some(({ rows }) => new Set(rows.map((row) => row.length)).size > 1);
  if (isRagged) faults.push('rows of unequal length');
  const ids = blocks.flatMap((one) =>
    one.type === 'actions' ? one.elements.map((own) => own.action_id) : [],
  );
  if (new Set(ids).size < ids.length) faults.push('action_id used twice');
  if (/<|>|&(?!amp;|lt;|gt;)/.test(fallback)) faults.push('markup in text');
  return faults;
}

/** All words a reader of the message sees, in order, without its buttons. */
export function slackWords(payload: { readonly blocks: readonly unknown[] }): string {
  const words: string[] = [];
  function walk(value: unknown): void {
    if (value === null || typeof value !== 'object') return;
    const fields = Object.entries(value);
    if (fields.some(([key, inner]) => key === 'type' && inner === 'actions')) return;
    for (const [key, inner] of fields) {
      if (typeof inner !== 'string') walk(inner);
      else if (['text', 'alt_text', 'fallback'].includes(key)) words.push(inner);
    }
  }
  walk(payload.blocks);
  return words.join(' ');
}
