import { isLoopback } from '../../../shared/loopback.ts';
import type { Reading } from '../../core/format.ts';
import type { Input } from '../../core/input.ts';
import { ATTACK, type Dialect, STIX } from '../dialect.ts';
import { badOption } from './problems.ts';

/** Help for what the format is told. */
export const TAXII_OPTIONS = {
  collection: 'id, alias or title of the collection, when there are several',
  user: 'name for basic authentication',
  password: 'password for basic authentication',
  token: 'token, sent as a bearer token; with its scheme before it, as that',
  limit: 'objects to ask for at a time, 1,000 when not given',
  dialect: 'attack when the collection is of MITRE ATT&CK',
  publisher: 'who published it, for what does not say who made it',
} as const;

export interface TaxiiOptions {
  readonly collection: string | undefined;
  /** Value of the header. */
  readonly authorization: string | undefined;
  readonly limit: number;
  readonly dialect: Dialect;
  readonly publisher: string | undefined;
}

const LIMIT = { usual: 1_000, most: 100_000 } as const;
/** What a header may hold: RFC 9110, section 5.5. */
const HEADER_TEXT = /^[\x20-\x7e]+$/;

/** @throws TocsinError `import.bad-option`; a secret is never in it */
export function taxiiOptionsOf(input: Pick<Input, 'is' | 'name'>, reading: Reading): TaxiiOptions {
  const { collection, dialect = 'stix', limit = String(LIMIT.usual), publisher } = reading.options;
  if (input.is !== 'address') {
    const remedy =
      'Give an address that begins with https://; a bundle in a file is of the format stix.';
    throw badOption(input.name, 'TAXII is read from an address', remedy);
  }
  if (dialect !== 'stix' && dialect !== 'attack') {
    throw badOption('dialect', 'this dialect is not known', 'Write stix or attack.');
  }
  const size = Number(limit);
  if (!Number.isInteger(size) || size < 1 || size > LIMIT.most) {
    const remedy = `Write a whole number from 1 to ${LIMIT.most}.`;
    throw badOption('limit', 'the limit is not a number of objects', remedy);
  }
  return {
    collection: collection?.trim() || undefined,
    authorization: authorizationOf(input.name, reading.options),
    limit: size,
    dialect: dialect === 'attack' ? ATTACK : STIX,
    publisher: publisher?.trim().slice(0, 120) || undefined,
  };
}

function authorizationOf(address: string, options: Reading['options']): string | undefined {
  const { user, password, token } = options;
  if (user === undefined && password === undefined && token === undefined) return undefined;
  const { protocol, hostname } = new URL(address);
  if (protocol !== 'https:' && !isLoopback(hostname)) {
    const remedy = 'Give the address with https://.';
    throw badOption('user', 'a password or token would be sent for anybody to read', remedy);
  }
  if (token !== undefined) {
    if (user !== undefined || password !== undefined) {
      const remedy = 'Give either user and password or token.';
      throw badOption('token', 'there are two ways to say who asks', remedy);
    }
    const value = token.trim();
    if (!HEADER_TEXT.test(value)) {
      throw badOption('token', 'the token has characters that none has', 'Copy it again.');
    }
    return value.includes(' ') ? value : `Bearer ${value}`;
  }
  if (user === undefined || user.includes(':')) {
    const remedy = 'Give the option user, without a colon in it.';
    throw badOption('user', 'basic authentication needs a name', remedy);
  }
  return `Basic ${Buffer.from(`${user}:${password ?? ''}`, 'utf8').toString('base64')}`;
}
