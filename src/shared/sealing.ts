import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { TocsinError } from './errors.ts';

/** Encrypts what must not be read in the database, such as tokens. */
export interface Sealer {
  /**
   * AES-256-GCM under the current key, with a nonce of its own.
   * @param belongsTo whose it is, such as `slack:T123`: it opens for nobody else
   * @returns ASCII: version, key id, nonce, text with its tag
   */
  seal(text: string, belongsTo: string): string;
  /** @throws TocsinError when its key is not given any more, or it was tampered with, or is another's */
  open(sealed: string, belongsTo: string): string;
  /** Whether it was sealed with the current key, by what it says of itself. */
  isCurrent(sealed: string): boolean;
}

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

interface Key {
  /** Names the key in what it sealed, and tells nothing about it. */
  readonly id: string;
  readonly bytes: Buffer;
}

function deriveKey(secret: string): Key {
  const bytes = Buffer.from(hkdfSync('sha256', secret, '', 'tocsin sealing v1', 32));
  const id = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return { id, bytes };
}

function unreadable(belongsTo: string, cause?: unknown): TocsinError {
  return new TocsinError('Something kept encrypted cannot be read.', {
    code: 'sealing.unreadable',
    fault: 'user',
    where: belongsTo,
    remedy:
      'give the key it was encrypted with in TOCSIN_SECRET_KEY or TOCSIN_EARLIER_SECRET_KEYS, or install Tocsin there again',
    cause,
  });
}

function decrypt(key: Key, nonce: Buffer, data: Buffer, belongsTo: string): string {
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, nonce, {
    authTagLength: TAG_BYTES,
  }).setAAD(Buffer.from(belongsTo));
  decipher.setAuthTag(data.subarray(-TAG_BYTES));
  return decipher.update(data.subarray(0, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
}

/**
 * @param secrets what the keys are derived from: the current one first, then those it replaced, which
 * only open
 */
export function createSealer(secrets: readonly [string, ...string[]]): Sealer {
  const [current, ...earlier] = [deriveKey(secrets[0]), ...secrets.slice(1).map(deriveKey)];
  const keys = new Map([...earlier, current as Key].map((key) => [key.id, key]));
  return {
    seal(text, belongsTo) {
      const { id, bytes } = current as Key;
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce).setAAD(Buffer.from(belongsTo));
      const data = Buffer.concat([
        cipher.update(text, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ]);
      return [VERSION, id, nonce.toString('base64url'), data.toString('base64url')].join('.');
    },
    open(sealed, belongsTo) {
      const [version, id = '', nonce = '', data = ''] = sealed.split('.');
      const key = version === VERSION ? keys.get(id) : undefined;
      const [iv, bytes] = [Buffer.from(nonce, 'base64url'), Buffer.from(data, 'base64url')];
      if (key === undefined || iv.length !== NONCE_BYTES || bytes.length < TAG_BYTES) {
        throw unreadable(belongsTo);
      }
      try {
        return decrypt(key, iv, bytes, belongsTo);
      } catch (cause) {
        throw unreadable(belongsTo, cause);
      }
    },
    isCurrent: (sealed) => sealed.startsWith(`${VERSION}.${(current as Key).id}.`),
  };
}
