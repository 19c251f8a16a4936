import { createHash } from 'node:crypto';

/** Of all ids that Tocsin makes. Another Tocsin makes the same id of the same record. */
const NAMESPACE = '214e0757-c6c8-4513-a138-4118e9c0e00e';

/** A UUID of version 5, RFC 9562: always the same for the same words. */
export function uuidOf(...words: readonly string[]): string {
  const bytes = createHash('sha1')
    .update(Buffer.from(NAMESPACE.replaceAll('-', ''), 'hex'))
    .update(words.join('\n'))
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20),
  ].join('-');
}

/** Id of a STIX object. */
export function stixId(type: string, ...words: readonly string[]): string {
  return `${type}--${uuidOf(...words)}`;
}
