import type { Context } from './context.ts';
import { CALLBACK, type Interaction, KIND } from './interaction.ts';
import { FLAG, type Message } from './message.ts';
import { checkEdit, checkNewMessage, type MessageBody } from './message-check.ts';
import { edit, post } from './messages.ts';
import { formOf } from './modal-check.ts';
import type { Json } from './payloads.ts';
import { PERMISSION, permissionsIn } from './permissions.ts';
import type { UploadedFile } from './record.ts';
import { invalidForm, refusal, refuseFaults } from './refusal.ts';
import { schemaFaults } from './spec.ts';

const FIRST_ANSWER_MS = 3_000;

/** Which callbacks an interaction takes. DD:interactions/receiving-and-responding */
function allowed(interaction: Interaction): readonly number[] {
  const { message, deferred, deferredUpdate, update, choices, form } = CALLBACK;
  if (interaction.kind === KIND.autocomplete) return [choices];
  const first = interaction.kind === KIND.form ? [message, deferred] : [message, deferred, form];
  return interaction.source === undefined ? first : [...first, deferredUpdate, update];
}

function mayAnswer(context: Context, interaction: Interaction): void {
  const late = context.clock.now() - interaction.at;
  if (late > FIRST_ANSWER_MS) throw refusal(10062, `The first answer came after ${late} ms`);
  if (interaction.answered !== undefined) throw refusal(40060);
}

/** Takes what the application answers first, whichever way it came. */
export function takeCallback(
  context: Context,
  interaction: Interaction | undefined,
  body: unknown,
  files: readonly UploadedFile[],
): void {
  if (interaction === undefined) throw refusal(10062, 'There is no such interaction');
  mayAnswer(context, interaction);
  const { type, data, ...rest } = (body ?? {}) as { type?: number; data?: Json };
  const unknown = Object.keys(rest).map((key) => ({
    path: [key],
    code: 'DOUBLE_UNKNOWN_KEY',
    message: 'A callback has type and data',
  }));
  refuseFaults(unknown);
  if (type === undefined || !allowed(interaction).includes(type)) {
    const message = `Callback ${type} does not answer an interaction of type ${interaction.kind}`;
    throw invalidForm([{ path: ['type'], code: 'BASE_TYPE_CHOICES', message }]);
  }
  answer(context, interaction, type, data ?? {}, files);
  interaction.answered = { type, data: data ?? {} };
  interaction.callbackAfterMs = context.clock.now() - interaction.at;
  context.signal.changed();
}

function answer(
  context: Context,
  interaction: Interaction,
  type: number,
  data: Json,
  files: readonly UploadedFile[],
): void {
  switch (type) {
    case CALLBACK.message:
      interaction.original = newAnswer(context, interaction, data, files, ['data']);
      return;
    case CALLBACK.deferred:
      interaction.original = deferredAnswer(context, interaction, data);
      return;
    case CALLBACK.deferredUpdate:
      refuseData(data, files);
      interaction.original = interaction.source;
      return;
    case CALLBACK.update:
      interaction.original = updatedSource(context, interaction, data, files);
      return;
    case CALLBACK.choices:
      return checkChoices(interaction, data);
    default:
      interaction.modal = formOf(interaction, data);
  }
}

function refuseData(data: Json, files: readonly UploadedFile[]): void {
  if (Object.keys(data).length + files.length === 0) return;
  const message = 'A deferred update says nothing else';
  throw invalidForm([{ path: ['data'], code: 'DOUBLE_UNKNOWN_KEY', message }]);
}

const ANSWER_FLAGS =
  FLAG.suppressEmbeds | FLAG.ephemeral | FLAG.suppressNotifications | FLAG.componentsV2;

function checkFlags(flags: number, allowedFlags: number, path: readonly string[]): void {
  if ((flags & ~allowedFlags) === 0) return;
  const message = `Flags ${flags & ~allowedFlags} may not be set here`;
  throw invalidForm([{ path: [...path, 'flags'], code: 'MESSAGE_FLAGS_INVALID', message }]);
}

/** Where only the person installed the app, a server can make all its answers private. */
function forcedFlags(interaction: Interaction): number {
  const { guild, channel, user, guest } = interaction;
  if (!guest || guild === undefined) return 0;
  const held = permissionsIn(guild, channel, user.id);
  return (held & PERMISSION.useExternalApps) === 0n ? FLAG.ephemeral : 0;
}

function messageType(interaction: Interaction): number {
  if (interaction.kind !== KIND.command) return interaction.source === undefined ? 0 : 19;
  return (interaction.payload.data as Json).type === 1 ? 20 : 23;
}

/** Posts an answer or a follow-up. */
export function newAnswer(
  context: Context,
  interaction: Interaction,
  data: unknown,
  files: readonly UploadedFile[],
  path: readonly string[] = [],
): Message {
  const schema = 'IncomingWebhookInteractionRequestSchema';
  const body = checkNewMessage(schema, data, files, path);
  checkFlags(body.flags ?? 0, ANSWER_FLAGS, path);
  return place(context, interaction, body, files, (body.flags ?? 0) | forcedFlags(interaction));
}

function place(
  context: Context,
  interaction: Interaction,
  body: MessageBody,
  files: readonly UploadedFile[],
  flags: number,
): Message {
  const { id, kind, user, owners } = interaction;
  return post(context, {
    channelId: interaction.channel.id,
    author: context.world.bot,
    body,
    files,
    flags,
    type: messageType(interaction),
    interaction: { id, type: kind, user, owners },
  });
}

function deferredAnswer(context: Context, interaction: Interaction, data: Json): Message {
  refuseFaults(schemaFaults('IncomingWebhookInteractionRequestSchema', data, ['data']));
  const { flags = 0, ...rest } = data as { flags?: number };
  if (Object.keys(rest).length > 0) refuseData(rest, []);
  checkFlags(flags, FLAG.ephemeral, ['data']);
  return place(context, interaction, {}, [], flags | forcedFlags(interaction) | FLAG.loading);
}

function updatedSource(
  context: Context,
  interaction: Interaction,
  data: Json,
  files: readonly UploadedFile[],
): Message | undefined {
  const { source } = interaction;
  if (source === undefined) return undefined;
  if (source.deleted) throw refusal(10008, 'The message to update is gone');
  const schema = 'IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema';
  const body = checkEdit(schema, data, files, source, ['data']);
  edit(context, source, body, files);
  interaction.updated = true;
  return source;
}

interface Option {
  readonly type: number;
  readonly focused?: boolean;
  readonly options?: readonly Option[];
}

function focusedType(options: readonly Option[]): number | undefined {
  for (const option of options) {
    if (option.focused === true) return option.type;
    const inner = focusedType(option.options ?? []);
    if (inner !== undefined) return inner;
  }
  return undefined;
}

const CHOICE_SCHEMA = {
  3: 'InteractionApplicationCommandAutocompleteCallbackStringDataSchema',
  4: 'InteractionApplicationCommandAutocompleteCallbackIntegerDataSchema',
  10: 'InteractionApplicationCommandAutocompleteCallbackNumberDataSchema',
} as const;

function checkChoices(interaction: Interaction, data: Json): void {
  const { options = [] } = interaction.payload.data as { options?: readonly Option[] };
  const type = focusedType(options) as keyof typeof CHOICE_SCHEMA;
  refuseFaults(schemaFaults(CHOICE_SCHEMA[type], data, ['data']));
  const choices = (data.choices ?? []) as readonly { name: string; value: string | number }[];
  const faults = choices.flatMap(({ name, value }, index) => {
    const path = ['data', 'choices', index];
    const blank = name.trim() === '';
    const long = String(value).length > 100;
    return [
      ...(blank ? [{ path, code: 'BASE_TYPE_REQUIRED', message: 'A choice without a name' }] : []),
      ...(long ? [{ path, code: 'BASE_TYPE_MAX_LENGTH', message: 'A value over 100' }] : []),
    ];
  });
  refuseFaults(faults);
}
