import type {
  APIComponentInLabel,
  APILabelComponent,
  APIModalInteractionResponseCallbackData,
  APISelectMenuOption,
  ModalSubmitComponent,
} from 'discord-api-types/v10';
import { shorten } from '../../card/split.ts';
import { isDeskVerb } from '../../command/command-for.ts';
import type { Command } from '../../command/define.ts';
import {
  choiceLabel,
  type FormAsked,
  type FormField,
  type FormValues,
  formFields,
  hasForm,
  lineFromFields,
} from '../../command/form.ts';
import { formatLine } from '../../command/grammar.ts';
import { CONTROL_WORDS } from '../../interaction/wording.ts';
import { LIMITS } from './limits.ts';

const FORM = 'f:';
const VERB = 'verb';
const NAME = 'name';

/** Asked for by buttons instead. */
const NOT_ASKED = ['page', 'public'];

/** Component types. DD components/reference */
const STRING_SELECT = 3;
const TEXT_INPUT = 4;
const USER_SELECT = 5;
const ROLE_SELECT = 6;
const LABEL = 18;
const CHECKBOX = 23;
/** Styles of a text input. DD components/reference */
const ONE_LINE = 1;
const PARAGRAPH = 2;

/** What may be longer is written over several lines. */
const LONGEST_LINE = 300;

function option(value: string, description = ''): APISelectMenuOption {
  const about = description === '' ? {} : { description: shorten(description, LIMITS.selectText) };
  return { label: value, value, ...about };
}

function choicesOf(field: FormField): readonly string[] {
  const fit = field.choices.every(({ length }) => length <= LIMITS.selectText);
  return fit && field.choices.length <= LIMITS.selectOptions ? field.choices : [];
}

/** A field with what stands in it; what its control has no place for is left out. */
function control(field: FormField, value: string | undefined): APIComponentInLabel {
  const { key: custom_id, required, range, maxLength = LIMITS.textInput } = field;
  const choices = choicesOf(field);
  if (field.kind === 'tick') {
    return { type: CHECKBOX, custom_id, ...(value === 'true' ? { default: true } : {}) };
  }
  if (field.kind === 'person') return { type: USER_SELECT, custom_id, required };
  if (field.kind === 'group') return { type: ROLE_SELECT, custom_id, required };
  if (choices.length > 0) {
    const options = choices.map((choice) => ({
      label: choiceLabel(choice),
      value: choice,
      ...(choice === value ? { default: true } : {}),
    }));
    return { type: STRING_SELECT, custom_id, options, required };
  }
  const hint = range === undefined ? {} : { placeholder: `${range.min}–${range.max}` };
  // What was refused for its length is there to be shortened.
  const max_length = Math.min(Math.max(maxLength, value?.length ?? 0), LIMITS.textInput);
  const style = (field.maxLength ?? 0) > LONGEST_LINE ? PARAGRAPH : ONE_LINE;
  const text = value === undefined ? {} : { value: value.slice(0, max_length) };
  return { type: TEXT_INPUT, custom_id, style, required, max_length, ...hint, ...text };
}

function labelled(
  label: string,
  description: string,
  component: APIComponentInLabel,
): APILabelComponent {
  const about =
    description === '' ? {} : { description: shorten(description, LIMITS.labelDescription) };
  return { type: LABEL, label: shorten(label, LIMITS.label), ...about, component };
}

/** Asks for one of the verbs of the command that opens it. */
function verbForm(commands: readonly Command[]): APIModalInteractionResponseCallbackData {
  const options = commands
    .filter((command) => hasForm(command) && !isDeskVerb(command))
    .slice(0, LIMITS.selectOptions)
    .map(({ verb, summary }) => option(verb, summary));
  const placeholder = CONTROL_WORDS.chooseVerb;
  const verb = {
    type: STRING_SELECT,
    custom_id: VERB,
    options,
    placeholder,
    required: true,
  } as const;
  const name = {
    type: TEXT_INPUT,
    custom_id: NAME,
    style: ONE_LINE,
    required: false,
    max_length: 300,
  } as const;
  return {
    custom_id: FORM,
    title: CONTROL_WORDS.formTitle,
    components: [
      labelled(CONTROL_WORDS.verb, '', verb),
      labelled(CONTROL_WORDS.about, CONTROL_WORDS.aboutHint, name),
    ],
  };
}

/** What a verb's form asks for: as many of its fields as Discord takes, those that must be given first. */
function fieldsOf(command: Command, values: FormValues): FormField[] {
  const fields = formFields(command, values).filter(({ key }) => !NOT_ASKED.includes(key));
  const rank = ({ key, required }: FormField) => (required ? 0 : values[key] === undefined ? 2 : 1);
  return fields.toSorted((a, b) => rank(a) - rank(b)).slice(0, LIMITS.modalFields);
}

/**
 * The form for a verb, with what stands in it, or the one that first asks for a verb.
 * @returns undefined for a verb that has nothing to ask
 */
export function modalFor(
  { verb, values }: FormAsked,
  commands: readonly Command[],
): APIModalInteractionResponseCallbackData | undefined {
  const command = commands.find((one) => one.verb === verb);
  if (command === undefined) return verbForm(commands);
  const fields = fieldsOf(command, values);
  if (fields.length === 0) return undefined;
  return {
    custom_id: `${FORM}${command.verb}`,
    title: shorten(`${CONTROL_WORDS.formTitle}: ${command.verb}`, LIMITS.modalTitle),
    components: fields.map((field) =>
      labelled(field.label, field.description, control(field, values[field.key])),
    ),
  };
}

function submitted(components: readonly unknown[]): Readonly<Record<string, string>> {
  const filled = (components as readonly { component?: ModalSubmitComponent }[]).flatMap(
    ({ component }) => {
      if (component === undefined || !('custom_id' in component)) return [];
      const value = 'value' in component ? component.value : undefined;
      const [first] = 'values' in component ? component.values : [];
      return [[component.custom_id, String(first ?? value ?? '')] as const];
    },
  );
  return Object.fromEntries(filled);
}

/** The line for a form that asked for a verb: its name goes to what the verb takes as bare words. */
function lineOfChoice(values: Readonly<Record<string, string>>, commands: readonly Command[]) {
  const command = commands.find((one) => one.verb === values[VERB]);
  if (command === undefined) return undefined;
  const named = Object.entries(command.params).find(([, { takes }]) => takes !== 'key');
  const key = named?.[0] ?? NAME;
  return formatLine(command.verb, { [key]: values[NAME] }, command.params);
}

/**
 * The command line that a submitted form stands for; undefined when it is none of ours, or of a verb
 * that is no longer there.
 */
export function lineOfModal(
  data: { readonly custom_id: string; readonly components: readonly unknown[] },
  commands: readonly Command[],
): string | undefined {
  if (!data.custom_id.startsWith(FORM)) return undefined;
  const verb = data.custom_id.slice(FORM.length);
  const values = submitted(data.components);
  if (verb === '') return lineOfChoice(values, commands);
  const command = commands.find((one) => one.verb === verb);
  return command && lineFromFields(command, values);
}
