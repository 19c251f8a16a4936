import { deferredAnswer, newAnswer, updatedSource } from './answers.ts';
import { checkChoices } from './choices-check.ts';
import type { Context } from './context.ts';
import { CALLBACK, FIRST_ANSWER_MS, type Interaction, KIND } from './interaction.ts';
import { formOf } from './modal-check.ts';
import type { Json } from './payloads.ts';
import type { UploadedFile } from './record.ts';
import { fault, invalidForm, refusal, refuseFaults } from './refusal.ts';

/** Which callbacks an interaction takes. DD:interactions/receiving-and-responding */
function allowed(interaction: Interaction): readonly number[] {
  const { message, deferred, deferredUpdate, update, choices, form } = CALLBACK;
  if (interaction.kind === KIND.autocomplete) return [choices];
  const first = interaction.kind === KIND.form ? [message, deferred] : [message, deferred, form];
  return interaction.source === undefined ? first : [...first, deferredUpdate, update];
}

function refuseData(data: Json, files: readonly UploadedFile[]): void {
  if (Object.keys(data).length + files.length === 0) return;
  throw invalidForm([fault(['data'], 'DOUBLE_UNKNOWN_KEY', 'A deferred update says nothing else')]);
}

function carryOut(
  context: Context,
  interaction: Interaction,
  type: number,
  data: Json,
  files: readonly UploadedFile[],
): void {
  const { source } = interaction;
  if (type === CALLBACK.message) {
    interaction.original = newAnswer(context, interaction, data, files, ['data']);
  } else if (type === CALLBACK.deferred) {
    interaction.original = deferredAnswer(context, interaction, data);
  } else if (type === CALLBACK.choices) {
    checkChoices(interaction, data);
  } else if (type === CALLBACK.form) {
    interaction.modal = formOf(interaction, data);
  } else if (source !== undefined) {
    if (type === CALLBACK.deferredUpdate) refuseData(data, files);
    else updatedSource(context, interaction, source, data, files);
    interaction.updated = type === CALLBACK.update;
    interaction.original = source;
  }
}

/**
 * Takes what the application answers first, whichever way it came.
 * @throws Refusal 10062 when it is late or there is no such interaction, 40060 when there was an answer
 *   already, 50035 when the answer is not one that fits
 */
export function takeCallback(
  context: Context,
  interaction: Interaction | undefined,
  body: unknown,
  files: readonly UploadedFile[],
): void {
  if (interaction === undefined) throw refusal(10062, 'There is no such interaction');
  const after = context.clock.now() - interaction.at;
  if (interaction.answered !== undefined) throw refusal(40060);
  if (after > FIRST_ANSWER_MS) throw refusal(10062, `The first answer came after ${after} ms`);

  const { type, data, ...rest } = (body ?? {}) as { type?: number; data?: Json | null };
  refuseFaults(
    Object.keys(rest).map((key) => fault([key], 'DOUBLE_UNKNOWN_KEY', 'It has type and data')),
  );
  if (type === undefined || !allowed(interaction).includes(type)) {
    const words = `Callback ${type} does not answer an interaction of type ${interaction.kind}`;
    throw invalidForm([fault(['type'], 'BASE_TYPE_CHOICES', words)]);
  }
  carryOut(context, interaction, type, data ?? {}, files);
  interaction.answered = { type, data: data ?? {} };
  interaction.callbackAfterMs = after;
  context.signal.changed();
}
