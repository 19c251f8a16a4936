import { z } from 'zod';
import { button, contextElement, fields, image, overflow, pickers } from './elements.ts';
import { anyText, blockId, picture, plain, words } from './objects.ts';
import { richText } from './rich-text.ts';

const everywhere = [
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plain(150) }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.discriminatedUnion('type', [button, overflow, image, ...pickers]).optional(),
    expand: z.boolean().optional(),
  }),
  z.strictObject({
    type: z.literal('context'),
    block_id: blockId,
    elements: z.array(contextElement).min(1).max(10),
  }),
  z.strictObject({
    type: z.literal('image'),
    block_id: blockId,
    ...picture,
    title: plain(2000).optional(),
  }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: z
      .array(z.discriminatedUnion('type', [button, overflow, ...pickers]))
      .min(1)
      .max(25),
  }),
  richText,
] as const;

const cell = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('raw_text'), text: words(10_000) }),
  richText,
]);

/** A table: messages only. SD table-block */
const table = z.strictObject({
  type: z.literal('table'),
  block_id: blockId,
  column_settings: z
    .array(
      z
        .strictObject({ align: z.enum(['left', 'center', 'right']), is_wrapped: z.boolean() })
        .partial(),
    )
    .max(20)
    .optional(),
  rows: z.array(z.array(cell).min(1).max(20)).min(1).max(100),
});
const markdown = z.strictObject({ type: z.literal('markdown'), text: words(12_000) });

/** An input: forms and App Home. Slack has them in messages too; the double does not. */
const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.discriminatedUnion('type', [...fields, ...pickers]),
});

/** Kinds of block not listed are refused, also those Slack knows: the double cannot check them. */
export const BLOCKS = {
  message: z.discriminatedUnion('type', [...everywhere, table, markdown]),
  modal: z.discriminatedUnion('type', [...everywhere, input]),
  home: z.discriminatedUnion('type', [...everywhere, input]),
} as const;

export type Surface = keyof typeof BLOCKS;
