import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { connectError } from '../../../src/storage/connect-error.ts';

const client = new pg.Client({ connectionString: 'postgresql://me:s3cret@host/db' });

function told(fields: { code?: string; message?: string }): { code: string; message: string } {
  const error = Object.assign(new Error(fields.message ?? ''), fields);
  const { code, message } = connectError(error, 'postgresql://me@host:5432/db', client);
  return { code, message };
}

describe('connectError', () => {
  it.each([
    [{ code: 'ENOTFOUND' }, 'storage.unreachable', 'there is no host by that name'],
    [{ code: 'ETIMEDOUT' }, 'storage.unreachable', 'the host does not answer'],
    [{ message: 'timeout expired' }, 'storage.unreachable', 'the host does not answer'],
    [{ code: '28000' }, 'storage.refused', 'the server does not let this user in'],
    [{ code: '53300' }, 'storage.unreachable', 'the server has no connection left'],
    [{ code: '57P03' }, 'storage.unreachable', 'the server is starting or stopping'],
    [{ code: 'CERT_HAS_EXPIRED' }, 'storage.untrusted', 'its certificate has expired'],
  ])('tells %j as %s', (fields, code, says) => {
    expect(told(fields)).toEqual({ code, message: `The database cannot be opened: ${says}.` });
  });

  it('tells what it does not know in the driver’s words, without the password', () => {
    expect(told({ message: 'cannot parse "s3cret"' })).toEqual({
      code: 'storage.unreachable',
      message: 'The database cannot be opened: cannot parse "[hidden]".',
    });
  });
});
