import * as published from 'discord-api-spec/zod';
import { z } from 'zod';
import { type FormFault, fault, type Path } from './refusal.ts';

// The published schemas are written for zod's small build, which has no words for its issues.
z.config(z.locales.en());

/** Discord's own published schemas of what the double takes. */
const SCHEMAS = {
  newMessage: published.MessageCreateRequestSchema,
  messageEdit: published.MessageEditRequestPartialSchema,
  answer: published.IncomingWebhookInteractionRequestSchema,
  update: published.IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema,
  answerEdit: published.IncomingWebhookUpdateRequestPartialSchema,
  form: published.ModalInteractionCallbackRequestSchema,
  textChoices: published.InteractionApplicationCommandAutocompleteCallbackStringDataSchema,
  integerChoices: published.InteractionApplicationCommandAutocompleteCallbackIntegerDataSchema,
  numberChoices: published.InteractionApplicationCommandAutocompleteCallbackNumberDataSchema,
  command: published.ApplicationCommandUpdateRequestSchema,
  newCommand: published.ApplicationCommandCreateRequestSchema,
  commandEdit: published.ApplicationCommandPatchRequestPartialSchema,
  directChannel: published.CreatePrivateChannelRequestSchema,
  application: published.ApplicationFormPartialSchema,
} as const;

export type SchemaName = keyof typeof SCHEMAS;

type Issue = z.core.$ZodIssue;

/** Keys that discord.js adds to every message body; Discord ignores them where it has no use for them. */
const IGNORED = ['tts', 'nonce', 'enforce_nonce'];

function faultOf(issue: Issue, base: Path): FormFault[] {
  const path = [...base, ...(issue.path as Path)];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    return closest(issue.errors).flatMap((inner) => faultOf(inner, path));
  }
  const { message } = issue;
  switch (issue.code) {
    case 'too_big':
    case 'too_small':
      return [fault(path, 'BASE_TYPE_BAD_LENGTH', message)];
    case 'invalid_type':
      return [fault(path, 'BASE_TYPE_REQUIRED_OR_WRONG', message)];
    case 'invalid_value':
      return [fault(path, 'BASE_TYPE_CHOICES', message)];
    default:
      return [fault(path, 'BASE_TYPE_INVALID', message)];
  }
}

/** The branch of a union that was meant: the one whose `type` is right, else the least wrong. */
function closest(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const meant = branches.filter((issues) => !issues.some(({ path }) => path.join() === 'type'));
  const pool = meant.length > 0 ? meant : branches;
  return pool.reduce((best, one) => (one.length < best.length ? one : best));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys of the body that the schema let fall: Discord ignores them, so they are a mistake here. */
function unknownKeys(given: unknown, kept: unknown, path: Path, ignored: string[]): FormFault[] {
  if (Array.isArray(given) && Array.isArray(kept))
    return given.flatMap((one, index) => unknownKeys(one, kept[index], [...path, index], []));
  if (!isRecord(given) || !isRecord(kept)) return [];
  return Object.entries(given).flatMap(([key, value]) => {
    if (key in kept) return unknownKeys(value, kept[key], [...path, key], []);
    if (ignored.includes(key)) return [];
    return [fault([...path, key], 'DOUBLE_UNKNOWN_KEY', 'Discord knows no such key here')];
  });
}

/** Checks a body against Discord's own published schema, and for keys that it does not have. */
export function schemaFaults(name: SchemaName, body: unknown, base: Path = []): FormFault[] {
  const parsed = SCHEMAS[name].safeParse(body);
  if (!parsed.success) return parsed.error.issues.flatMap((issue) => faultOf(issue, base));
  return unknownKeys(body, parsed.data, base, IGNORED);
}
