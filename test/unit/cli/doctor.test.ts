import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { checkupText } from '../../../src/cli/doctor.ts';

const LINES = [
  { part: 'settings', state: 'ok', detail: 'For Slack.' },
  { part: 'Slack bot token', state: 'failing', detail: 'Refused.', mend: 'Set SLACK_BOT_TOKEN.' },
  { part: 'Discord', state: 'off', detail: 'Not set up.' },
] as const;

test('one line each, with what to do beneath what is wrong', () => {
  expect(checkupText(LINES, false).split('\n')).toEqual([
    'right    settings         For Slack.',
    'WRONG    Slack bot token  Refused.',
    '         do: Set SLACK_BOT_TOKEN.',
    'off      Discord          Not set up.',
  ]);
});

test('colour changes no word', () => {
  const coloured = checkupText(LINES, true);
  expect(coloured).not.toBe(checkupText(LINES, false));
  expect(stripVTControlCharacters(coloured)).toBe(checkupText(LINES, false));
});
