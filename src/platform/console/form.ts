import { type Context, Hono } from 'hono';
import { z } from 'zod';
import type { Command } from '../../command/define.ts';
import { type FormField, formFields, hasForm, lineFromFields } from '../../command/form.ts';
import type { ConsoleOptions } from './options.ts';
import { body, ChannelParam, type Env, placeOf, refuse, unreadable } from './requests.ts';
import { Ask } from './to-invocation.ts';

/** The most values offered for a field. */
const VALUES_OFFERED = 8;

/** Characters of a text that is written on one line. */
const LINE_LENGTH = 300;

const Word = z.string().min(1).max(50);
const ValuesQuery = z.object({
  verb: Word,
  param: Word,
  partial: z.string().max(LINE_LENGTH),
  channel: ChannelParam,
});

/** What the page sends when the form is filled in. `values` are by field. */
const AskForm = Ask.omit({ line: true, origin: true }).extend({
  verb: Word,
  values: z.record(Word, z.string().max(2_000)),
});

interface Parts {
  readonly options: Pick<ConsoleOptions, 'commands' | 'completeParam'>;
  answerTo(c: Context<Env>, ask: Ask): Promise<Response>;
}

/** A field as the page draws it. */
export interface FieldView {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  /** `name`: a text for which `/api/form/values` has suggestions. */
  readonly control: 'choice' | 'name' | 'text' | 'long-text' | 'tick';
  readonly required: boolean;
  readonly choices: readonly string[];
  readonly maxLength: number;
}

function controlOf({ kind, choices, maxLength = LINE_LENGTH }: FormField): FieldView['control'] {
  if (kind === 'tick') return 'tick';
  if (choices.length > 0) return 'choice';
  if (kind === 'text' && maxLength > LINE_LENGTH) return 'long-text';
  return ['date', 'group', 'number', 'text', 'person'].includes(kind) ? 'text' : 'name';
}

function hintOf({ kind, description, range }: FormField): string {
  if (kind === 'date') return `${description}: 2019, 2019-10, 4 Oct 2019, today`;
  return range === undefined ? description : `${description}: ${range.min} to ${range.max}`;
}

function fieldView(field: FormField): FieldView {
  const { key, label, description, required, choices, maxLength = LINE_LENGTH } = field;
  const control = controlOf(field);
  const common = { name: key, control, required, choices, maxLength };
  if (control !== 'tick') return { ...common, label, hint: hintOf(field) };
  return { ...common, label: key === 'public' ? 'Post to the channel' : description, hint: '' };
}

function verbView(command: Command) {
  const { verb, summary } = command;
  const fields = formFields(command).map(fieldView);
  const ticks = fields.filter(({ control }) => control === 'tick');
  // Whether to post is asked when all else is said.
  return { verb, summary, fields: [...fields.filter((one) => !ticks.includes(one)), ...ticks] };
}

const noVerb = (c: Context, verb: string) => refuse(c, `There is no form for “${verb}”.`);
const noField = (c: Context, verb: string, field: string) =>
  refuse(c, `The form for “${verb}” has no field “${field}”.`);

/**
 * A form instead of a line: which verbs there are with what they ask for, what a field may hold, and
 * asking by what was filled in, which makes the canonical line and is answered like any line typed.
 */
export function formRoutes({ options, answerTo }: Parts): Hono<Env> {
  const commands = options.commands.filter(hasForm);
  const verbs = commands.map(verbView);
  const commandFor = (verb: string) => commands.find((command) => command.verb === verb);
  const hasField = (command: Command, name: string) =>
    Object.hasOwn(command.params, name) || formFields(command).some(({ key }) => key === name);
  const app = new Hono<Env>();

  app.get('/api/form', (c) => c.json({ verbs }));

  app.get('/api/form/values', (c) => {
    const query = ValuesQuery.safeParse(c.req.query());
    if (!query.success) return unreadable(c);
    const { verb, param, partial, channel } = query.data;
    const command = commandFor(verb);
    if (command === undefined) return noVerb(c, verb);
    if (!hasField(command, param)) return noField(c, verb, param);
    const at = { verb, param, where: placeOf(channel) };
    return c.json({ items: options.completeParam(at, partial, VALUES_OFFERED) });
  });

  app.post('/api/ask-form', async (c) => {
    const given = await body(c, AskForm);
    if (given === undefined) return unreadable(c);
    const { verb, values, ...asker } = given;
    const command = commandFor(verb);
    if (command === undefined) return noVerb(c, verb);
    const unknown = Object.keys(values).find((name) => !hasField(command, name));
    if (unknown !== undefined) return noField(c, verb, unknown);
    const line = lineFromFields(command, values);
    return answerTo(c, { ...asker, line, origin: 'typed' });
  });

  return app;
}
