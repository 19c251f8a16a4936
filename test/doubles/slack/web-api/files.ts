import { z } from 'zod';
import { checkContent, parseJson } from '../message-check.ts';
import { postAsBot } from '../posting.ts';
import { refusePayload, SlackRefusal } from '../refusal.ts';
import {
  anyJson,
  type Call,
  channelOf,
  checkMayPost,
  count,
  grantOf,
  type Method,
  method,
  name,
  teamOf,
  ts,
} from './method.ts';

/** Bytes of a file. SD files.getUploadURLExternal */
const MOST_BYTES = 1_000_000_000;

const getUrl = method(
  ['files:write'],
  {
    filename: z.string().min(1).max(255),
    length: count,
    // The SDK sends `alt_text`, the documentation says `alt_txt`.
    alt_text: z.string().max(1000).optional(),
    alt_txt: z.string().max(1000).optional(),
    snippet_type: name.optional(),
  },
  (call, args) => {
    if (args.length === 0 || args.length > MOST_BYTES)
      throw new SlackRefusal('file_upload_size_restricted', `${args.length} bytes`);
    const file = call.world.files.add({
      team: teamOf(call).id,
      user: grantOf(call).botUserId,
      name: args.filename,
      length: args.length,
      altText: args.alt_text ?? args.alt_txt ?? '',
    });
    return { upload_url: `${call.world.origin}/upload/v1/${file.ticket}`, file_id: file.id };
  },
);

const fileList = z.array(z.strictObject({ id: name, title: z.string().optional() })).min(1);

function uploaded(call: Call, given: unknown, team: string) {
  const parsed = fileList.safeParse(parseJson(given, 'invalid_arguments'));
  if (!parsed.success)
    throw refusePayload(
      'invalid_arguments',
      parsed.error.issues.map((one) => `${one.message} [json-pointer:/files]`),
    );
  return parsed.data.map(({ id, title }) => {
    const file = call.world.files.find(id, team);
    if (!file) throw new SlackRefusal('file_not_found', `no file ${id} in team ${team}`);
    if (!file.bytes) throw new SlackRefusal('file_not_uploaded', `nothing was sent for ${id}`);
    if (file.completedAt !== undefined)
      throw new SlackRefusal('file_already_completed', `file ${id}`);
    if (title !== undefined) file.title = title;
    return file;
  });
}

const complete = method(
  ['files:write'],
  {
    files: anyJson,
    channel_id: name.optional(),
    thread_ts: ts.optional(),
    initial_comment: z.string().optional(),
    blocks: anyJson,
  },
  (call, args) => {
    const { world } = call;
    const place =
      args.channel_id === undefined ? undefined : channelOf(call, args.channel_id, true);
    const team = place?.team ?? teamOf(call);
    const files = uploaded(call, args.files, team.id);
    if (place) {
      checkMayPost(call, place.channel);
      if (!place.channel.botIsMember)
        throw new SlackRefusal('not_in_channel', `the bot is not in channel ${place.channel.id}`);
    }
    for (const file of files) file.completedAt = world.time.now();
    if (place) {
      const said = args.initial_comment ?? '';
      const content =
        said === '' && args.blocks === undefined
          ? { text: '', blocks: [] }
          : checkContent(world, call.method, team.id, { text: said, blocks: args.blocks });
      for (const file of files) file.channels.push(place.channel.id);
      const shown = files.map((file) => world.files.toJson(file));
      const where = { team: team.id, channel: place.channel.id, threadTs: args.thread_ts };
      postAsBot(world, { ...where, ...content, files: shown }, 'post');
    }
    return { files: files.map((file) => world.files.toJson(file)) };
  },
);

const info = method(['files:read'], { file: name }, (call, args) => {
  const { world } = call;
  const grant = grantOf(call);
  const file =
    grant.teamId === null && call.teamId === undefined
      ? world.files.all.find((one) => one.id === args.file)
      : world.files.find(args.file, teamOf(call).id);
  if (!file?.completedAt) throw new SlackRefusal('file_not_found', `no file ${args.file} in reach`);
  return { file: world.files.toJson(file), comments: [], response_metadata: { next_cursor: '' } };
});

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': getUrl,
  'files.completeUploadExternal': complete,
  'files.info': info,
};
