import type { IncomingMessage } from 'node:http';
import type { UploadedFile } from './record.ts';
import { refusal } from './refusal.ts';

const MOST_BYTES = 25 * 1024 * 1024;

export interface Body {
  readonly json: unknown;
  readonly files: readonly UploadedFile[];
}

/** All bytes of a request. */
export async function readBytes(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refusal(50109, `Not JSON: ${text.slice(0, 200)}`);
  }
}

async function parseForm(bytes: Buffer, contentType: string): Promise<Body> {
  const form = await new Response(new Uint8Array(bytes), {
    headers: { 'content-type': contentType },
  })
    .formData()
    .catch(() => {
      throw refusal(50109, 'Not a readable multipart body');
    });
  const files: UploadedFile[] = [];
  let json: unknown = {};
  for (const [field, value] of form) {
    if (field === 'payload_json') {
      json = parseJson(typeof value === 'string' ? value : await value.text());
    } else if (typeof value === 'string') {
      throw refusal(50109, `A form field besides payload_json and files[n]: ${field}`);
    } else {
      files.push({
        field,
        filename: value.name,
        contentType: value.type,
        bytes: new Uint8Array(await value.arrayBuffer()),
      });
    }
  }
  return { json, files };
}

/**
 * What a body says, with its files.
 * @throws Refusal 40005 when it is too large, 50109 when it cannot be read
 */
export async function parseBody(bytes: Buffer, contentType: string | undefined): Promise<Body> {
  if (bytes.length > MOST_BYTES) throw refusal(40005);
  if (bytes.length === 0) return { json: undefined, files: [] };
  if (contentType?.startsWith('multipart/form-data') === true) return parseForm(bytes, contentType);
  if (contentType?.startsWith('application/json') === true)
    return { json: parseJson(bytes.toString()), files: [] };
  throw refusal(50109, `A body of type ${contentType}`);
}
