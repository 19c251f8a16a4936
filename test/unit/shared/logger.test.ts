import { stripVTControlCharacters } from 'node:util';
import { describe, expect, test } from 'vitest';
import { TocsinError } from '../../../src/shared/errors.ts';
import { createLogger, hideSecrets } from '../../../src/shared/logger.ts';

function logTo(pretty: boolean) {
  const lines: string[] = [];
  const log = createLogger({ level: 'info', pretty, write: (line) => lines.push(line) });
  return { log, lines };
}

describe('hiding secrets', () => {
  test.each([
    ['a Slack bot token', 'xoxb-1-2-abcdef'],
    ['a Slack configuration token', 'xoxe-1-abcdef'],
    ['a Slack app token', 'xapp-1-A0-1-abcdef'],
    ['a Discord bot token', `${'M'.repeat(24)}.${'x'.repeat(6)}.${'y'.repeat(27)}`],
    ['a bearer header', 'Bearer abcdefghijklmnop0123456789'],
    ['a Slack response_url', 'https://hooks.slack.com/commands/T0/1/vK3jz9'],
    [
      'a Discord callback',
      'https://discord.com/api/v10/interactions/845027738276462632/aW50ZXJhY3Rpb24xMjM0NQ/callback',
    ],
    ['a password in a URL', 'postgres://tocsin:s3cr3t-pass@db.internal:5432/tocsin'],
    ['a password behind a URL', 'postgres://db.internal/tocsin?user=tocsin&password=s3cr3t-pass'],
  ])('%s', (_, text) => {
    const hidden = hideSecrets(`before ${text} after`);
    const secretPart = text.match(/s3cr3t-pass|vK3jz9|aW50\w+|[\w.-]+$/)?.[0] ?? text;
    expect(hidden).toMatch(/^before .*\[hidden\].* after$/);
    expect(hidden).not.toContain(secretPart);
  });

  test('what is no secret stays as it is', () => {
    const line =
      'listening on http://127.0.0.1:3000, 2019-10-phosphorus-us-campaign.attacked, a Bot token';
    expect(hideSecrets(line)).toBe(line);
  });
});

describe('the logger', () => {
  test('hides secret fields, and tokens in messages, errors and deep values', () => {
    const { log, lines } = logTo(false);
    log.info({ token: 'abc', slack: { response_url: 'def' } }, 'with xoxb-1-2-3');
    log.error({
      err: new Error('failed at postgres://u:hunter2@h/d'),
      a: { b: { c: 'xapp-1-2-3' } },
    });
    const all = lines.join('');
    for (const secret of ['abc', 'def', 'xoxb-1', 'hunter2', 'xapp-1']) {
      expect(all).not.toContain(secret);
    }
    expect(lines.map((line) => JSON.parse(line).level)).toEqual([30, 50]);
  });

  test('writes one line for people: time, level, message, fields', () => {
    const { log, lines } = logTo(true);
    log.warn({ part: 'database', took: 12 }, 'slow start');
    const plain = stripVTControlCharacters(lines.join(''));
    expect(plain).toMatch(/^\d\d:\d\d:\d\d warning slow start part=database took=12\n$/);
  });

  test('tells people what to do instead of where in the program it arose', () => {
    const { log, lines } = logTo(true);
    const options = { code: 'x', fault: 'user', where: 'PORT', remedy: 'Set\nPORT.' } as const;
    log.warn({ err: new TocsinError('It is taken.', options) }, 'not served');
    const plain = stripVTControlCharacters(lines.join(''));
    expect(plain.slice(9)).toBe('warning not served It is taken. (PORT) do: Set\\u000aPORT.\n');
  });

  test('a value cannot begin a line of its own or steer the terminal', () => {
    const { log, lines } = logTo(true);
    log.warn({ path: '/x\n12:00:00 info all is well\u001b[2J' }, 'moved \u009b1A\u202e');
    const [line = ''] = lines;
    expect(line.indexOf('\n')).toBe(line.length - 1);
    const plain = stripVTControlCharacters(line);
    expect(plain).toContain(String.raw`path=/x\u000a12:00:00 info all is well\u001b[2J`);
    expect(plain).toContain(String.raw`moved \u009b1A\u202e`);
  });

  test('keeps to its level', () => {
    const { log, lines } = logTo(false);
    log.debug('too much');
    expect(lines).toEqual([]);
  });
});
