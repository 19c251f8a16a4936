import { componentTotals } from '../../support/discord-checker.ts';
import { componentFaults, duplicateFaults } from './component-check.ts';
import { fileFaults } from './file-check.ts';
import { FLAG, flatComponents, type Message } from './message.ts';
import type { MessageBody } from './message-body.ts';
import type { Json } from './payloads.ts';
import type { UploadedFile } from './record.ts';
import { type FormFault, fault, type Path, refusal, refuseFaults, under } from './refusal.ts';
import { type SchemaName, schemaFaults } from './spec.ts';

const LONGEST_CONTENT = 2000;
const LONGEST_EMBEDS = 6000;
const LEGACY_ROWS = 5;
const LEGACY = ['content', 'embeds', 'poll', 'sticker_ids'] as const;
const V2_ONLY = [9, 10, 11, 12, 13, 14, 17];

function empty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  );
}

function v2Faults(body: MessageBody): FormFault[] {
  const legacy = LEGACY.filter((key) => !empty(body[key])).map((key) =>
    fault(
      [key],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The \`${key}\` field cannot be used when using MessageFlags.IS_COMPONENTS_V2`,
    ),
  );
  const totals = componentTotals(body.components ?? []);
  return [
    ...legacy,
    ...totals.map((words) => fault(['components'], 'COMPONENT_TOTAL_EXCEEDED', words)),
  ];
}

/** Characters of an embed that count towards the total. DD:message */
function embedWords(embed: Json): number {
  const { title, description, footer, author, fields } = embed as Record<string, unknown> & {
    readonly footer?: Json;
    readonly author?: Json;
    readonly fields?: readonly Json[];
  };
  const inFields = (fields ?? []).flatMap(({ name, value }) => [name, value]);
  const all = [title, description, footer?.text, author?.name, ...inFields];
  return all.reduce((sum: number, one) => sum + (typeof one === 'string' ? one.length : 0), 0);
}

function legacyFaults(body: MessageBody): FormFault[] {
  const components = body.components ?? [];
  const words = (body.embeds ?? []).reduce((sum, embed) => sum + embedWords(embed), 0);
  const faults: FormFault[] = [];
  if ((body.content ?? '').length > LONGEST_CONTENT)
    faults.push(fault(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.'));
  if (words > LONGEST_EMBEDS)
    faults.push(fault(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', `${words} characters, over 6000`));
  if (components.length > LEGACY_ROWS)
    faults.push(fault(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5.'));
  if (flatComponents(components).some(({ type }) => V2_ONLY.includes(type)))
    faults.push(
      fault(['components'], 'COMPONENT_TYPE_INVALID', 'These components need IS_COMPONENTS_V2'),
    );
  return faults;
}

function faceFaults(
  body: MessageBody,
  files: readonly UploadedFile[],
  standing: Message['attachments'],
): FormFault[] {
  const v2 = ((body.flags ?? 0) & FLAG.componentsV2) !== 0;
  const components = body.components ?? [];
  return [
    ...(v2 ? v2Faults(body) : legacyFaults(body)),
    ...componentFaults(components, ['components']),
    ...duplicateFaults(components, ['components']),
    ...fileFaults(body, files, standing),
  ];
}

/** Either everybody of a kind may be notified, or those in a list. DD:message */
function mentionFaults({ allowed_mentions: allowed }: MessageBody): FormFault[] {
  return (['users', 'roles'] as const)
    .filter((kind) => allowed?.parse?.includes(kind) === true && (allowed[kind] ?? []).length > 0)
    .map((kind) => {
      const words = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      return fault(['allowed_mentions'], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', words);
    });
}

/**
 * Checks the body of a new message.
 * @param path where the body stands in the request, `['data']` in a callback
 * @throws Refusal 50035 with every fault, 50006 for a message with nothing in it
 */
export function checkNewMessage(
  schema: SchemaName,
  given: unknown,
  files: readonly UploadedFile[],
  path: Path = [],
): MessageBody {
  refuseFaults(schemaFaults(schema, given, path));
  const body = given as MessageBody;
  refuseFaults(under(path, [...mentionFaults(body), ...faceFaults(body, files, [])]));
  const said = [...LEGACY, 'components', 'message_reference'] as const;
  if (files.length === 0 && said.every((key) => empty(body[key]))) throw refusal(50006);
  return body;
}

function flagFaults(edit: MessageBody, message: Message): FormFault[] {
  const bad = (words: string) => [fault(['flags'], 'MESSAGE_FLAGS_INVALID', words)];
  const flags = edit.flags ?? undefined;
  if (message.has('componentsV2')) {
    if (flags !== undefined && (flags & FLAG.componentsV2) === 0)
      return bad('IS_COMPONENTS_V2 cannot be taken off');
    if (flags === undefined && edit.components != null)
      return bad('IS_COMPONENTS_V2 must be sent again with an edit of the components');
  }
  if (flags !== undefined && (flags & FLAG.ephemeral) !== 0 && !message.ephemeral)
    return bad('A message that others see cannot become ephemeral');
  return [];
}

/** The message as it would stand after an edit: what the edit leaves out stays. */
function afterEdit(edit: MessageBody, message: Message): MessageBody {
  const { face } = message;
  return {
    content: edit.content === undefined ? face.content : edit.content,
    embeds: edit.embeds === undefined ? (face.embeds as readonly Json[]) : edit.embeds,
    components: edit.components === undefined ? face.components : edit.components,
    flags: edit.flags ?? face.flags,
    ...(edit.attachments == null ? {} : { attachments: edit.attachments }),
  };
}

/**
 * Checks the body of an edit against the message as it stands.
 * @throws Refusal 50035 with every fault, 50006 when nothing would be left
 */
export function checkEdit(
  schema: SchemaName,
  given: unknown,
  files: readonly UploadedFile[],
  message: Message,
  path: Path = [],
): MessageBody {
  refuseFaults(schemaFaults(schema, given, path));
  const edit = given as MessageBody;
  refuseFaults(under(path, [...flagFaults(edit, message), ...mentionFaults(edit)]));
  const whole = afterEdit(edit, message);
  refuseFaults(under(path, faceFaults(whole, files, message.attachments)));
  const kept = whole.attachments ?? message.attachments;
  const said = [whole.content, whole.embeds, whole.components, files, kept];
  if (said.every(empty)) throw refusal(50006);
  return edit;
}
