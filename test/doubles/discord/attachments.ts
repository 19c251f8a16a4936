import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from './context.ts';

const PATH = /^\/attachments\/(\d+)\/(\d+)\//;

/** Serves an attached file, and says whether the request was for one. */
export function serveAttachment(
  context: Context,
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const [, channelId, id] = PATH.exec(request.url ?? '') ?? [];
  if (request.method !== 'GET' || channelId === undefined) return false;
  const there = context.world.messages.in(channelId);
  const file = there.flatMap((one) => one.attachments).find((one) => one.id === id);
  if (file === undefined) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': file.contentType }).end(file.bytes);
  return true;
}
