import { z } from 'zod';
import { blockId, webUrl, words } from './objects.ts';

const style = z
  .strictObject({
    bold: z.boolean(),
    italic: z.boolean(),
    strike: z.boolean(),
    code: z.boolean(),
    underline: z.boolean(),
  })
  .partial()
  .optional();
const element = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: words(12_000), style }),
  z.strictObject({
    type: z.literal('link'),
    url: webUrl,
    text: words(12_000).optional(),
    unsafe: z.boolean().optional(),
    style,
  }),
  z.strictObject({
    type: z.literal('date'),
    timestamp: z.int(),
    format: z.string().regex(/\{\w+\}/),
    url: webUrl.optional(),
    fallback: words(100).optional(),
  }),
  z.strictObject({ type: z.literal('user'), user_id: z.string().regex(/^[UW]\w+$/), style }),
  z.strictObject({
    type: z.literal('usergroup'),
    usergroup_id: z.string().regex(/^S[A-Z0-9]+$/),
    style,
  }),
  z.strictObject({ type: z.literal('channel'), channel_id: z.string().regex(/^[CGD]\w+$/), style }),
  z.strictObject({ type: z.literal('emoji'), name: words(100) }),
]);
const elements = z.array(element).min(1);
const section = z.strictObject({ type: z.literal('rich_text_section'), elements });
const border = z.int().min(0).max(1).optional();

export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: blockId,
  elements: z
    .array(
      z.discriminatedUnion('type', [
        section,
        z.strictObject({ type: z.literal('rich_text_quote'), elements, border }),
        z.strictObject({ type: z.literal('rich_text_preformatted'), elements, border }),
        z.strictObject({
          type: z.literal('rich_text_list'),
          style: z.enum(['bullet', 'ordered']),
          elements: z.array(section).min(1),
          indent: z.int().min(0).max(8).optional(),
          offset: z.int().min(0).optional(),
          border,
        }),
      ]),
    )
    .min(1),
});
