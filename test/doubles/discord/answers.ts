import type { Context } from './context.ts';
import { type Interaction, KIND } from './interaction.ts';
import { FLAG, type Message } from './message.ts';
import type { MessageBody } from './message-body.ts';
import { checkEdit, checkNewMessage } from './message-check.ts';
import { edit, post } from './messages.ts';
import type { Json } from './payloads.ts';
import { missing, PERMISSION, type PermissionName, permissionsIn } from './permissions.ts';
import type { UploadedFile } from './record.ts';
import { fault, invalidForm, type Path, refusal, refuseFaults } from './refusal.ts';
import { type SchemaName, schemaFaults } from './spec.ts';

const ANSWER_FLAGS =
  FLAG.suppressEmbeds | FLAG.ephemeral | FLAG.suppressNotifications | FLAG.componentsV2;

function checkFlags(flags: number, allowed: number, path: Path): void {
  const others = flags & ~allowed;
  if (others === 0) return;
  const words = `Flags ${others} may not be set here`;
  throw invalidForm([fault([...path, 'flags'], 'MESSAGE_FLAGS_INVALID', words)]);
}

/** What the application may put into its answer, by what it was told it may. */
function mayShow(interaction: Interaction, body: MessageBody, files: number): void {
  const wanted: PermissionName[] = [];
  if (files > 0) wanted.push('attachFiles');
  if ((body.embeds ?? []).length > 0) wanted.push('embedLinks');
  const lacking = missing(BigInt(String(interaction.payload.app_permissions)), wanted);
  if (lacking.length > 0) throw refusal(50013, `app_permissions lack ${lacking.join(', ')}`);
}

/** Where only the person installed the app, a server can make all its answers private. */
function forcedFlags(interaction: Interaction): number {
  const { guild, channel, user, guest } = interaction;
  if (!guest || guild === undefined) return 0;
  const held = permissionsIn(guild, channel, user.id);
  return (held & PERMISSION.useExternalApps) === 0n ? FLAG.ephemeral : 0;
}

/** 20 answers a typed command, 23 one from a menu. DD:message */
function messageType(interaction: Interaction): number {
  if (interaction.kind !== KIND.command) return 0;
  return (interaction.payload.data as Json).type === 1 ? 20 : 23;
}

function place(
  context: Context,
  interaction: Interaction,
  body: MessageBody,
  files: readonly UploadedFile[],
  flags: number,
): Message {
  const { id, kind, user, owners, channel } = interaction;
  return post(context, {
    channelId: channel.id,
    author: context.world.bot,
    body,
    files,
    flags: flags | forcedFlags(interaction),
    type: messageType(interaction),
    interaction: { id, type: kind, user, owners },
  });
}

/** Posts an answer or a follow-up. */
export function newAnswer(
  context: Context,
  interaction: Interaction,
  data: unknown,
  files: readonly UploadedFile[],
  path: Path = [],
): Message {
  const body = checkNewMessage('answer', data, files, path);
  const flags = body.flags ?? 0;
  checkFlags(flags, ANSWER_FLAGS, path);
  mayShow(interaction, body, files.length);
  return place(context, interaction, body, files, flags);
}

/** Puts up an answer that has nothing to show yet. */
export function deferredAnswer(context: Context, interaction: Interaction, data: Json): Message {
  refuseFaults(schemaFaults('answer', data, ['data']));
  const { flags, ...rest } = data;
  checkFlags(Number(flags ?? 0), FLAG.ephemeral, ['data']);
  const said = Object.keys(rest);
  if (said.length > 0) {
    const words = `A deferral says only who will see it, not ${said.join(', ')}`;
    throw invalidForm([fault(['data'], 'DOUBLE_DEFERRAL_SAYS_MORE', words)]);
  }
  return place(context, interaction, {}, [], Number(flags ?? 0) | FLAG.loading);
}

/** Changes the message that a component stands on. */
export function updatedSource(
  context: Context,
  interaction: Interaction,
  source: Message,
  data: Json,
  files: readonly UploadedFile[],
): void {
  if (source.deleted) throw refusal(10008, 'The message to update is gone');
  changeAnswer(
    context,
    interaction,
    source,
    { schema: 'update', body: data, path: ['data'] },
    files,
  );
}

/** Changes an answer, a follow-up or the message that a component stands on. */
export function changeAnswer(
  context: Context,
  interaction: Interaction,
  message: Message,
  given: { readonly schema: SchemaName; readonly body: unknown; readonly path: Path },
  files: readonly UploadedFile[],
): void {
  const body = checkEdit(given.schema, given.body, files, message, given.path);
  checkFlags(body.flags ?? 0, ANSWER_FLAGS, given.path);
  mayShow(interaction, body, files.length);
  edit(context, message, body, files);
  if (message === interaction.original) interaction.updated = true;
}
