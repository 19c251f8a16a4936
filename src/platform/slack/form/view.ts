import type {
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextElement,
  PlainTextOption,
} from '@slack/types';
import { shorten } from '../../../card/split.ts';
import type { Command } from '../../../command/define.ts';
import {
  choiceLabel,
  type FormAsked,
  type FormField,
  formFields,
  hasForm,
} from '../../../command/form.ts';
import { CONTROL_WORDS } from '../../../interaction/wording.ts';

/** `callback_id` of the form. */
export const FORM_ID = 'tocsin_form';
/** `action_id` of the menu of verbs, and the beginning of each field's. */
export const VERB_ACTION = 'verb';
export const FIELD_PREFIX = 'field:';
/** `block_id` of the menu of verbs; a field's has verb and key, as values must not pass between verbs. */
export const VERB_BLOCK = 'verb';

/** Characters, each with its source in platform-reference A1: T @slack/types, python-slack-sdk. */
const LIMITS = { option: 75, placeholder: 150, hint: 2000, inputText: 3000, options: 100 };
/** Characters up to which a text is asked for in one line. own */
const ONE_LINE = 300;
/** Characters after which Slack asks for names. */
const LEAST_QUERY = 2;

function plain(words: string): PlainTextElement {
  return { type: 'plain_text', text: words, emoji: false };
}

/** A choice in a menu; what does not fit its two lines is shortened, its value never. */
export function optionOf(value: string, label: string, detail: string): PlainTextOption {
  const text = plain(shorten(label, LIMITS.option));
  if (detail === '') return { text, value };
  return { text, value, description: plain(shorten(detail, LIMITS.option)) };
}

export function blockOf(verb: string, key: string): string {
  return `${verb}:${key}`;
}

/** Verb and key of a field's block. */
export function readBlock(block: string): { readonly verb: string; readonly key: string } {
  const [verb = '', key = ''] = block.split(':', 2);
  return { verb, key };
}

function controlOf(field: FormField): InputBlock['element'] {
  const action_id = FIELD_PREFIX + field.key;
  switch (field.kind) {
    case 'incident':
    case 'actor':
    case 'subject':
    case 'followed':
    case 'claim':
      return {
        type: 'external_select',
        action_id,
        min_query_length: LEAST_QUERY,
        placeholder: plain(CONTROL_WORDS.chooseName),
      };
    case 'person':
      return { type: 'users_select', action_id };
    case 'tick':
      return {
        type: 'checkboxes',
        action_id,
        options: [optionOf('true', field.description, '')],
      };
    case 'number': {
      const { min, max } = field.range ?? {};
      return {
        type: 'number_input',
        action_id,
        is_decimal_allowed: false,
        ...(min === undefined ? {} : { min_value: String(min) }),
        ...(max === undefined ? {} : { max_value: String(max) }),
      };
    }
    default: {
      const max_length = Math.min(field.maxLength ?? LIMITS.inputText, LIMITS.inputText);
      const multiline = (field.maxLength ?? 0) > ONE_LINE;
      return {
        type: 'plain_text_input',
        action_id,
        max_length,
        ...(multiline ? { multiline } : {}),
      };
    }
  }
}

/** Characters of an option's value. T @slack/types */
const LONGEST_VALUE = 150;

/** A control with what stands in it; what it has no place for is left out. */
function filledWith(element: InputBlock['element'], value: string): InputBlock['element'] {
  switch (element.type) {
    case 'plain_text_input': {
      // What was refused for its length is there to be shortened.
      const max_length = Math.max(
        element.max_length ?? 0,
        Math.min(value.length, LIMITS.inputText),
      );
      return { ...element, max_length, initial_value: value.slice(0, max_length) };
    }
    case 'number_input':
      return { ...element, initial_value: value };
    case 'users_select':
      return { ...element, initial_user: value };
    case 'external_select':
      return value.length > LONGEST_VALUE
        ? element
        : { ...element, initial_option: optionOf(value, value, '') };
    case 'static_select': {
      const option = element.options?.find((one) => one.value === value);
      return option === undefined ? element : { ...element, initial_option: option };
    }
    case 'checkboxes':
      return value === 'true' ? { ...element, initial_options: element.options } : element;
    default:
      return element;
  }
}

function elementOf(field: FormField, commands: readonly Command[]): InputBlock['element'] {
  const choices =
    field.kind === 'verb'
      ? commands.map(({ verb, summary }) => optionOf(verb, verb, summary))
      : field.choices.map((choice) => optionOf(choice, choiceLabel(choice), ''));
  if (choices.length === 0) return controlOf(field);
  return {
    type: 'static_select',
    action_id: FIELD_PREFIX + field.key,
    options: choices.slice(0, LIMITS.options),
  };
}

function fieldBlock(
  verb: string,
  field: FormField,
  commands: readonly Command[],
  value: string | undefined,
): InputBlock {
  const element = elementOf(field, commands);
  return {
    type: 'input',
    block_id: blockOf(verb, field.key),
    label: plain(field.label),
    ...(field.kind === 'tick' ? {} : { hint: plain(shorten(field.description, LIMITS.hint)) }),
    optional: !field.required,
    element: value === undefined ? element : filledWith(element, value),
  };
}

function verbBlock(commands: readonly Command[], chosen: Command | undefined): InputBlock {
  const options = commands
    .filter(hasForm)
    .slice(0, LIMITS.options)
    .map(({ verb, summary }) => optionOf(verb, verb, summary));
  const initial = options.find(({ value }) => value === chosen?.verb);
  return {
    type: 'input',
    block_id: VERB_BLOCK,
    dispatch_action: true,
    label: plain(CONTROL_WORDS.verb),
    element: {
      type: 'static_select',
      action_id: VERB_ACTION,
      placeholder: plain(CONTROL_WORDS.chooseVerb),
      options,
      ...(initial === undefined ? {} : { initial_option: initial }),
    },
  };
}

/** A form that asks for a verb, and for what the verb wants once it is chosen. */
export function formView(
  commands: readonly Command[],
  { verb, values }: FormAsked,
  metadata: string,
): ModalView {
  const chosen = commands.find((command) => command.verb === verb);
  const fields = chosen === undefined ? [] : formFields(chosen, values);
  return {
    type: 'modal',
    callback_id: FORM_ID,
    title: plain(CONTROL_WORDS.formTitle),
    submit: plain(CONTROL_WORDS.submit),
    close: plain(CONTROL_WORDS.close),
    private_metadata: metadata,
    blocks: [
      verbBlock(commands, chosen),
      ...fields.map((field) => fieldBlock(chosen?.verb ?? '', field, commands, values[field.key])),
    ],
  };
}

/** Blocks in a window of their own. */
export function plainView(blocks: KnownBlock[]): ModalView {
  return {
    type: 'modal',
    title: plain(CONTROL_WORDS.answerTitle),
    close: plain(CONTROL_WORDS.close),
    blocks,
  };
}

/** One sentence in a window of its own. */
export function noticeView(words: string): ModalView {
  return plainView([{ type: 'section', text: plain(words) }]);
}
