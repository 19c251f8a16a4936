import { z } from 'zod';

/** Text Slack accepts: not empty, well formed, within a limit in UTF-16 units. */
export function words(limit: number) {
  return z
    .string()
    .min(1)
    .max(limit)
    .refine((text) => text.isWellFormed(), 'lone surrogate');
}

export const webUrl = z
  .string()
  .max(3000)
  .regex(/^https?:\/\/[^\s<>|]+$/, 'not an http or https address');
export const actionId = words(255);
export const blockId = words(255).optional();

export function plain(limit: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: words(limit),
    emoji: z.boolean().optional(),
  });
}

function mrkdwn(limit: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: words(limit),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(limit: number) {
  return z.discriminatedUnion('type', [plain(limit), mrkdwn(limit)]);
}

/** Texts, descriptions and values of 75. T; python-slack-sdk allows values of 150, the double does not. */
export const option = z.strictObject({
  text: plain(75),
  value: words(75),
  description: plain(75).optional(),
});

/** For radio buttons and check boxes, which may use mrkdwn. */
export const richOption = z.strictObject({
  text: anyText(75),
  value: words(75),
  description: anyText(75).optional(),
});

export const optionList = z.array(option).min(1).max(100);
export const optionGroups = z
  .array(z.strictObject({ label: plain(75), options: optionList }))
  .min(1)
  .max(100);

export const confirm = z
  .strictObject({
    title: plain(100),
    text: anyText(300),
    confirm: plain(30),
    deny: plain(30),
    style: z.enum(['primary', 'danger']).optional(),
  })
  .optional();

/** A picture at an address, or a file of the workspace by id or address, never both. SD image-block */
export const picture = {
  image_url: webUrl.optional(),
  slack_file: z
    .union([z.strictObject({ id: words(255) }), z.strictObject({ url: webUrl })])
    .optional(),
  alt_text: words(2000),
};
