import { createPublicKey, verify } from 'node:crypto';
import { TocsinError } from '../../shared/errors.ts';

/** What Discord signs a request with, as its headers say. */
export interface Signed {
  /** `X-Signature-Ed25519`. */
  readonly signature: string | undefined;
  /** `X-Signature-Timestamp`, in seconds since 1970. */
  readonly timestamp: string | undefined;
  /** As it came, byte for byte. */
  readonly body: Uint8Array;
}

/** Older, or further ahead, is refused: Discord's clock and ours do not differ by so much. */
export const WINDOW_MS = 5 * 60_000;

const SIGNATURE = /^[0-9a-f]{128}$/i;
const TIMESTAMP = /^\d{1,12}$/;

/**
 * Checks Discord's Ed25519 signatures (DD interactions/overview) with Node's own cryptography: no
 * library that does it also looks at the time.
 * @param publicKey 64 hexadecimal digits
 * @returns whether Discord sent it, within five minutes of `now`
 * @throws TocsinError when the key is none
 */
export function signatureCheck(publicKey: string): (signed: Signed, now: Date) => boolean {
  const key = importKey(publicKey);
  return ({ signature, timestamp, body }, now) => {
    if (signature === undefined || !SIGNATURE.test(signature)) return false;
    if (timestamp === undefined || !TIMESTAMP.test(timestamp)) return false;
    if (Math.abs(now.getTime() - Number(timestamp) * 1000) > WINDOW_MS) return false;
    const message = Buffer.concat([Buffer.from(timestamp), body]);
    return verify(null, message, key, Buffer.from(signature, 'hex'));
  };
}

function importKey(publicKey: string) {
  try {
    const x = Buffer.from(publicKey, 'hex').toString('base64url');
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  } catch (cause) {
    throw new TocsinError('DISCORD_PUBLIC_KEY is no key.', {
      code: 'discord.public-key',
      fault: 'user',
      where: 'DISCORD_PUBLIC_KEY',
      remedy:
        'Copy the 64 hexadecimal digits from "General Information" of the Discord application.',
      cause,
    });
  }
}
