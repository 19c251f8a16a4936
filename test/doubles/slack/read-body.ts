import type { IncomingMessage } from 'node:http';
import { isJson, type Json } from './json.ts';
import { SlackRefusal } from './refusal.ts';

/** The whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Headers with one value each. */
export function headersOf(request: IncomingMessage): Record<string, string> {
  const entries = Object.entries(request.headers).map(([key, value]) => [key, String(value)]);
  return Object.fromEntries(entries);
}

function fromForm(text: string): Json {
  const fields: Json = {};
  for (const [key, value] of new URLSearchParams(text)) {
    if (key in fields) throw new SlackRefusal('invalid_form_data', `field given twice: ${key}`);
    fields[key] = value;
  }
  return fields;
}

function fromJson(text: string): Json {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new SlackRefusal('invalid_json', `not JSON: ${text.slice(0, 80)}`);
  }
  if (!isJson(value)) throw new SlackRefusal('json_not_object', 'the body is not an object');
  return value;
}

/** The arguments of a Web API call. Throws SlackRefusal when they cannot be read. */
export function readArguments(contentType: string, body: Buffer): Json {
  const [type] = contentType.split(';');
  const text = body.toString('utf8');
  if (type === 'application/x-www-form-urlencoded') return fromForm(text);
  if (type === 'application/json') return fromJson(text);
  throw new SlackRefusal(
    type === '' ? 'missing_post_type' : 'invalid_post_type',
    `Content-Type ${type}`,
  );
}

/** The one file in a multipart body, or the body itself. */
export async function readUpload(contentType: string, body: Buffer): Promise<Uint8Array> {
  if (!contentType.startsWith('multipart/form-data')) return body;
  const headers = { 'content-type': contentType };
  const form = await new Response(new Uint8Array(body), { headers }).formData();
  const files = [...form.values()].filter((value) => typeof value !== 'string');
  const [file] = files;
  if (!file || files.length > 1)
    throw new SlackRefusal('invalid_form_data', `${files.length} files in one upload`);
  return new Uint8Array(await file.arrayBuffer());
}
