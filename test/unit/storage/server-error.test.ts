import { describe, expect, it } from 'vitest';
import { serverError } from '../../../src/storage/embedded/server-error.ts';

describe('serverError', () => {
  it('shows the last lines only', () => {
    const log = Array.from({ length: 30 }, (_, n) => `line ${n + 1}`).join('\n');
    const { message } = serverError('PostgreSQL did not start', '/data', `${log}\n\n`);
    expect(message.split('\n').slice(0, 2)).toEqual([
      'PostgreSQL did not start. It said:',
      '  | line 19',
    ]);
    expect(message.endsWith('  | line 30')).toBe(true);
  });

  it('says so when the disk is full', () => {
    const log = 'FATAL:  could not write lock file "postmaster.pid": No space left on device';
    expect(serverError('PostgreSQL did not start', '/data', log)).toMatchObject({
      code: 'storage.disk-full',
      message: expect.stringMatching(/^PostgreSQL did not start: the disk is full\./),
      remedy: expect.stringContaining('free space'),
    });
  });
});
