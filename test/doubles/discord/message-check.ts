import { componentTotals } from '../../support/discord-checker.ts';
import { type Component, FLAG, type Face, flatComponents, type Message } from './message.ts';
import { type FormFault, refusal, refuseFaults } from './refusal.ts';
import type { UploadedFile } from './record.ts';
import { type SchemaName, schemaFaults } from './spec.ts';

/** A message body, after its schema was checked. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly Json[] | null;
  readonly components?: readonly Component[] | null;
  readonly flags?: number | null;
  readonly attachments?: readonly { id: string; filename?: string; description?: string }[] | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly poll?: unknown;
  readonly sticker_ids?: unknown;
  readonly message_reference?: { readonly message_id?: string } | null;
  readonly allowed_mentions?: AllowedMentions | null;
}

export interface AllowedMentions {
  readonly parse?: readonly string[] | null;
  readonly users?: readonly string[] | null;
  readonly roles?: readonly string[] | null;
}

type Json = Readonly<Record<string, unknown>>;
type Path = readonly (string | number)[];

const FILE_BYTES = 10 * 1024 * 1024;
const LEGACY = ['content', 'embeds', 'poll', 'sticker_ids'] as const;
const V2_ONLY = [9, 10, 11, 12, 13, 14, 17];

function fault(path: Path, code: string, message: string): FormFault {
  return { path, code, message };
}

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
  return [...legacy, ...totals.map((words) => fault(['components'], 'COMPONENT_TOTALS', words))];
}

function embedWords(embed: Json): number {
  const fields = (embed.fields ?? []) as readonly Json[];
  const texts = [embed.title, embed.description, (embed.footer as Json | undefined)?.text];
  const all = [...texts, (embed.author as Json | undefined)?.name].concat(
    fields.flatMap(({ name, value }) => [name, value]),
  );
  return all.reduce((sum: number, one) => sum + (typeof one === 'string' ? one.length : 0), 0);
}

function legacyFaults(body: MessageBody): FormFault[] {
  const faults: FormFault[] = [];
  if ((body.content ?? '').length > 2000)
    faults.push(fault(['content'], 'BASE_TYPE_MAX_LENGTH', 'Must be 2000 or fewer in length.'));
  const words = (body.embeds ?? []).reduce((sum, embed) => sum + embedWords(embed), 0);
  if (words > 6000)
    faults.push(fault(['embeds'], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds 6000'));
  const components = body.components ?? [];
  if (components.length > 5)
    faults.push(fault(['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5.'));
  if (flatComponents(components).some(({ type }) => V2_ONLY.includes(type)))
    faults.push(
      fault(['components'], 'COMPONENT_TYPE_INVALID', 'These components need IS_COMPONENTS_V2'),
    );
  return faults;
}

function buttonFaults(button: Component, path: Path): FormFault[] {
  const link = button.style === 5;
  const bad = (words: string) => [fault(path, 'BUTTON_COMPONENT_INVALID', words)];
  if (link && (button.url === undefined || button.custom_id !== undefined))
    return bad('A link button has a url and no custom_id');
  if (!link && button.style !== 6 && (button.custom_id === undefined || button.url !== undefined))
    return bad('A button has a custom_id and no url');
  const { emoji, label } = button as Component & { emoji?: unknown };
  return empty(label) && emoji === undefined ? bad('A button has a label or an emoji') : [];
}

function selectFaults(select: Component, path: Path): FormFault[] {
  const { options, min_values: min = 1, max_values: max = 1 } = select;
  const values = options?.map(({ value }) => value) ?? [];
  const faults: FormFault[] = [];
  if (new Set(values).size < values.length)
    faults.push(
      fault(path, 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', 'An option value is used twice'),
    );
  if (min > max || (options !== undefined && max > options.length))
    faults.push(fault(path, 'SELECT_COMPONENT_INVALID_RANGE', `min ${min}, max ${max} do not fit`));
  return faults;
}

/** Faults of single components and of rows, in messages and forms alike. */
export function componentFaults(components: readonly Component[], path: Path): FormFault[] {
  return components.flatMap((one, index) => {
    const here = [...path, index];
    const inner = componentFaults(one.components ?? [], [...here, 'components']);
    if (one.accessory !== undefined)
      inner.push(...componentFaults([one.accessory], [...here, 'accessory']));
    if (one.type === 2) inner.push(...buttonFaults(one, here));
    if (one.type === 3 || (one.type >= 5 && one.type <= 8)) inner.push(...selectFaults(one, here));
    const selects = one.type === 1 ? (one.components ?? []).filter(({ type }) => type !== 2) : [];
    if (selects.length > 0 && (one.components ?? []).length > 1)
      inner.push(
        fault(here, 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', 'A row holds 5 buttons or 1 select'),
      );
    return inner;
  });
}

/** Identifiers that stand twice in one message or form. */
export function duplicateFaults(components: readonly Component[], path: Path): FormFault[] {
  const ids = flatComponents(components).flatMap((one) => one.custom_id ?? []);
  const twice = [...new Set(ids.filter((id, index) => ids.indexOf(id) !== index))];
  return twice.map((id) =>
    fault(
      path,
      'COMPONENT_CUSTOM_ID_DUPLICATED',
      `Component custom id cannot be duplicated: ${id}`,
    ),
  );
}

/** File names that the components and embeds point to. */
function references(body: MessageBody): string[] {
  const text = JSON.stringify([body.components ?? [], body.embeds ?? []]);
  return [...text.matchAll(/"attachment:\/\/([^"]*)"/g)].map((found) => found[1] ?? '');
}

function fileFaults(
  body: MessageBody,
  files: readonly UploadedFile[],
  kept: readonly { id: string; filename: string }[],
): FormFault[] {
  const faults: FormFault[] = [];
  const listed = body.attachments?.map(({ id }) => id);
  for (const { field, filename, bytes } of files) {
    const number = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (number === undefined)
      faults.push(fault([field], 'DOUBLE_FILE_FIELD', 'Files are sent as files[n]'));
    else if (listed !== undefined && !listed.includes(number))
      faults.push(fault(['attachments'], 'DOUBLE_FILE_NOT_LISTED', `${filename} is not listed`));
    if (bytes.length === 0 || bytes.length > FILE_BYTES)
      faults.push(fault([field], 'DOUBLE_FILE_SIZE', `${filename} has ${bytes.length} bytes`));
  }
  const numbers = files.map(({ field }) => field.slice('files['.length, -1));
  for (const id of listed ?? [])
    if (!numbers.includes(id) && !kept.some((one) => one.id === id))
      faults.push(
        fault(['attachments'], 'ATTACHMENT_NOT_FOUND', `Attachment data for ${id} not found`),
      );
  const standing = kept.filter(({ id }) => listed === undefined || listed.includes(id));
  const names = [...files, ...standing].map(({ filename }) => filename);
  const wanted = references(body);
  for (const name of wanted)
    if (!names.includes(name))
      faults.push(
        fault(
          ['components'],
          'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
          `No file ${name}`,
        ),
      );
  if (((body.flags ?? 0) & FLAG.componentsV2) !== 0)
    for (const name of names)
      if (!wanted.includes(name))
        faults.push(fault(['attachments'], 'DOUBLE_FILE_NOT_SHOWN', `${name} is shown nowhere`));
  if (names.length > 10)
    faults.push(fault(['attachments'], 'BASE_TYPE_MAX_LENGTH', 'Over 10 files'));
  return faults;
}

/**
 * Checks the body of a new message.
 * @param path where the body stands in the request, `['data']` in a callback
 * @throws Refusal 50035 with every fault, 50006 for a message with nothing in it
 */
export function checkNewMessage(
  schema: SchemaName,
  body: unknown,
  files: readonly UploadedFile[],
  path: Path = [],
): MessageBody {
  refuseFaults(schemaFaults(schema, body, path));
  const message = body as MessageBody;
  checkFace(message, files, [], path);
  const nothing = [...LEGACY, 'components', 'message_reference'] as const;
  if (files.length === 0 && nothing.every((key) => empty(message[key]))) throw refusal(50006);
  return message;
}

function checkFace(
  body: MessageBody,
  files: readonly UploadedFile[],
  kept: Face['attachments'],
  path: Path,
): void {
  const v2 = ((body.flags ?? 0) & FLAG.componentsV2) !== 0;
  const components = body.components ?? [];
  const faults = [
    ...(v2 ? v2Faults(body) : legacyFaults(body)),
    ...componentFaults(components, ['components']),
    ...duplicateFaults(components, ['components']),
    ...fileFaults(body, files, kept),
  ];
  refuseFaults(faults.map((one) => ({ ...one, path: [...path, ...one.path] })));
}

/**
 * Checks the body of an edit against the message as it stands.
 * @throws Refusal 50035 with every fault, 50006 when nothing would be left
 */
export function checkEdit(
  schema: SchemaName,
  body: unknown,
  files: readonly UploadedFile[],
  message: Message,
  path: Path = [],
): MessageBody {
  refuseFaults(schemaFaults(schema, body, path));
  const edit = body as MessageBody;
  refuseFaults(flagFaults(edit, message).map((one) => ({ ...one, path: [...path, ...one.path] })));
  const { face } = message;
  const whole: MessageBody = {
    content: edit.content === undefined ? face.content : edit.content,
    embeds: (edit.embeds === undefined ? face.embeds : edit.embeds) as readonly Json[],
    components: edit.components === undefined ? face.components : edit.components,
    flags: edit.flags ?? face.flags,
    ...(edit.attachments == null ? {} : { attachments: edit.attachments }),
  };
  checkFace(whole, files, face.attachments, path);
  const left = [whole.content, whole.embeds, whole.components];
  if (left.every(empty) && files.length + face.attachments.length === 0) throw refusal(50006);
  return edit;
}

function flagFaults(edit: MessageBody, message: Message): FormFault[] {
  const bad = (words: string) => [fault(['flags'], 'MESSAGE_FLAGS_INVALID', words)];
  if (message.has('componentsV2')) {
    if (edit.flags != null && (edit.flags & FLAG.componentsV2) === 0)
      return bad('IS_COMPONENTS_V2 cannot be taken off');
    if (edit.flags == null && edit.components != null)
      return bad('IS_COMPONENTS_V2 must be sent again with an edit of the components');
  }
  if (edit.flags != null && (edit.flags & FLAG.ephemeral) !== 0 && !message.ephemeral)
    return bad('A message that others see cannot become ephemeral');
  return [];
}
