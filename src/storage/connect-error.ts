import type { Client } from 'pg';
import { TocsinError } from '../shared/errors.ts';

interface Failure {
  readonly code: string;
  readonly says: string;
  readonly remedy: string;
}

const UNREACHABLE =
  'check host and port in DATABASE_URL, and that the server runs and lets this machine in';
const CERTIFICATE =
  'give the certificate authority by sslrootcert= in DATABASE_URL, or choose another sslmode';

function unreachable(says: string): Failure {
  return { code: 'storage.unreachable', says, remedy: UNREACHABLE };
}

/** By SQLSTATE (PostgreSQL documentation, appendix A) or Node's error code. */
const FAILURES: Readonly<Record<string, Failure>> = {
  ENOTFOUND: unreachable('there is no host by that name'),
  EAI_AGAIN: unreachable('the name of the host cannot be looked up'),
  ECONNREFUSED: unreachable('nobody listens there'),
  ENOENT: unreachable('there is no such socket'),
  EACCES: unreachable('the socket may not be opened'),
  ETIMEDOUT: unreachable('the host does not answer'),
  EHOSTUNREACH: unreachable('the host cannot be reached'),
  ENETUNREACH: unreachable('the network cannot be reached'),
  ECONNRESET: unreachable('the connection was cut'),
  '28P01': refused('the password is wrong or missing'),
  '28000': refused('the server does not let this user in'),
  '3D000': {
    code: 'storage.no-database',
    says: 'there is no database by that name',
    remedy: 'create it (createdb), or mend the name in DATABASE_URL',
  },
  '42501': refused('the user may not connect to this database'),
  '53300': {
    code: 'storage.unreachable',
    says: 'the server has no connection left',
    remedy: 'end connections that nobody needs, or raise max_connections of the server',
  },
  '57P03': {
    code: 'storage.unreachable',
    says: 'the server is starting or stopping',
    remedy: 'start Tocsin again when the server is ready',
  },
  DEPTH_ZERO_SELF_SIGNED_CERT: untrusted('its certificate is signed by itself'),
  SELF_SIGNED_CERT_IN_CHAIN: untrusted('its certificate is signed by an unknown authority'),
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: untrusted('its certificate cannot be verified'),
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: untrusted('its certificate is signed by an unknown authority'),
  CERT_HAS_EXPIRED: untrusted('its certificate has expired'),
  ERR_TLS_CERT_ALTNAME_INVALID: untrusted('its certificate is for another host'),
};

function refused(says: string): Failure {
  return { code: 'storage.refused', says, remedy: 'check user and password in DATABASE_URL' };
}

function untrusted(says: string): Failure {
  return { code: 'storage.untrusted', says, remedy: CERTIFICATE };
}

/** Other failures, which only their words tell apart. */
function byMessage(message: string): Failure {
  if (message === 'timeout expired') return unreachable('the host does not answer');
  if (/password must be a (non-empty )?string/.test(message)) {
    return refused('the password is missing');
  }
  if (message.includes('does not support SSL')) {
    const remedy = 'add sslmode=disable to DATABASE_URL if the way to the server is safe without';
    return { code: 'storage.untrusted', says: 'it does not encrypt connections', remedy };
  }
  return unreachable(message);
}

/**
 * What is told when a server does not let Tocsin in.
 * @param where the database, without its password
 * @param client the one that failed, for a last look that its password is in no sentence
 */
export function connectError(error: unknown, where: string, client: Client): TocsinError {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  const { code: name, says, remedy } = FAILURES[code] ?? byMessage(message);
  const password = typeof client.password === 'string' ? client.password : '';
  const safe = password === '' ? says : says.replaceAll(password, '[hidden]');
  return new TocsinError(`The database cannot be opened: ${safe}.`, {
    code: name,
    fault: 'far-side',
    where,
    remedy,
  });
}

/** What is told when DATABASE_URL cannot be read. It says nothing of its content. */
export function urlError(): TocsinError {
  return new TocsinError('DATABASE_URL is not the URL of a PostgreSQL database.', {
    code: 'storage.bad-url',
    fault: 'user',
    where: 'DATABASE_URL',
    remedy:
      'write postgresql://user:password@host:5432/database, with % codes for / ? # @ : in the password (%2F %3F %23 %40 %3A)',
  });
}
