import { z } from 'zod';
import {
  actionId,
  anyText,
  confirm,
  option,
  optionGroups,
  optionList,
  picture,
  plain,
  richOption,
  webUrl,
  words,
} from './objects.ts';

const placeholder = plain(150).optional();
const focus = z.boolean().optional();
const most = z.int().min(1).optional();

function select<Type extends string, Fields extends z.ZodRawShape>(type: Type, fields: Fields) {
  return z.strictObject({
    type: z.literal(type),
    action_id: actionId,
    placeholder,
    confirm,
    focus_on_load: focus,
    ...fields,
  });
}

function field<Type extends string, Fields extends z.ZodRawShape>(type: Type, fields: Fields) {
  return z.strictObject({
    type: z.literal(type),
    action_id: actionId,
    placeholder,
    focus_on_load: focus,
    ...fields,
  });
}

const given = { options: optionList.optional(), option_groups: optionGroups.optional() };
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();
const dispatch = z
  .strictObject({
    trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1),
  })
  .optional();

export const button = z.strictObject({
  type: z.literal('button'),
  text: plain(75),
  action_id: actionId,
  value: words(2000).optional(),
  url: webUrl.optional(),
  style: z.enum(['primary', 'danger']).optional(),
  confirm,
  accessibility_label: words(75).optional(),
});
export const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: actionId,
  options: z
    .array(z.strictObject({ ...option.shape, url: webUrl.optional() }))
    .min(1)
    .max(5),
  confirm,
});
export const image = z.strictObject({ type: z.literal('image'), ...picture });
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.string().regex(/^\d{2}:\d{2}$/);

/** Menus and pickers: in actions, beside a section, and in an input. */
export const pickers = [
  select('static_select', { ...given, initial_option: option.optional() }),
  select('multi_static_select', {
    ...given,
    initial_options: optionList.optional(),
    max_selected_items: most,
  }),
  select('external_select', {
    initial_option: option.optional(),
    min_query_length: z.int().min(0).optional(),
  }),
  select('multi_external_select', {
    initial_options: optionList.optional(),
    min_query_length: z.int().min(0).optional(),
    max_selected_items: most,
  }),
  select('users_select', { initial_user: words(255).optional() }),
  select('channels_select', {
    initial_channel: words(255).optional(),
    response_url_enabled: z.boolean().optional(),
  }),
  select('conversations_select', {
    initial_conversation: words(255).optional(),
    default_to_current_conversation: z.boolean().optional(),
    response_url_enabled: z.boolean().optional(),
    filter,
  }),
  select('datepicker', { initial_date: date.optional() }),
  select('timepicker', { initial_time: time.optional(), timezone: words(75).optional() }),
  z.strictObject({
    type: z.literal('radio_buttons'),
    action_id: actionId,
    options: z.array(richOption).min(1).max(10),
    initial_option: richOption.optional(),
    confirm,
    focus_on_load: focus,
  }),
  z.strictObject({
    type: z.literal('checkboxes'),
    action_id: actionId,
    options: z.array(richOption).min(1).max(10),
    initial_options: z.array(richOption).min(1).max(10).optional(),
    confirm,
    focus_on_load: focus,
  }),
] as const;

/** What people type into: only in an input block. */
export const fields = [
  field('plain_text_input', {
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    dispatch_action_config: dispatch,
  }),
  field('number_input', {
    is_decimal_allowed: z.boolean(),
    initial_value: z.string().optional(),
    min_value: z.string().optional(),
    max_value: z.string().optional(),
    dispatch_action_config: dispatch,
  }),
  field('email_text_input', {
    initial_value: z.string().optional(),
    dispatch_action_config: dispatch,
  }),
  field('url_text_input', {
    initial_value: z.string().optional(),
    dispatch_action_config: dispatch,
  }),
] as const;

export const contextElement = z.discriminatedUnion('type', [
  ...anyText(3000).options,
  z.strictObject({ type: z.literal('image'), ...picture }),
]);
