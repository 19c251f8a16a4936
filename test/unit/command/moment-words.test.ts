import { describe, expect, it } from 'vitest';
import { defineCommand } from '../../../src/command/define.ts';
import { readLine } from '../../../src/command/grammar.ts';
import { readMoment, writeMoment } from '../../../src/command/moment-words.ts';
import { param } from '../../../src/command/param.ts';
import { parse } from '../../../src/command/parse.ts';

const TODAY = '2026-11-22';

describe('readMoment', () => {
  it.each([
    ['2026-11-26 14:00', '2026-11-26 14:00'],
    ['2026-11-26T14:00Z', '2026-11-26 14:00 UTC'],
    ['2026-11-26T14:00:00.000Z', '2026-11-26 14:00 UTC'],
    ['2026-11-26, 9:05', '2026-11-26 09:05'],
    ['26 Nov 2026 14:00 UTC', '2026-11-26 14:00 UTC'],
    ['November 26, 2026 14:00 Europe/Berlin', '2026-11-26 14:00 Europe/Berlin'],
    ['2026-11-26 14:00 +05:30', '2026-11-26 14:00 +05:30'],
    ['2026-11-26 14:00-0800', '2026-11-26 14:00 -0800'],
    ['2026-11-26 14:00 New York', '2026-11-26 14:00 New York'],
    ['today 18:30', '2026-11-22 18:30'],
  ])('reads %s, and what it writes of it', (text, written) => {
    const moment = readMoment(text, TODAY);
    expect(moment && writeMoment(moment)).toBe(written);
    expect(readMoment(written, '')).toEqual(moment);
  });

  it.each(['2026-11-26', '14:00', '26/11/2026 14:00', '2026-11 14:00', '2026-11-26 24:00', ''])(
    'does not guess at %j',
    (text) => expect(readMoment(text, TODAY)).toBeUndefined(),
  );
});

describe('in a line', () => {
  const command = defineCommand({
    verb: 'send',
    aliases: [],
    summary: 'Sends',
    examples: [],
    params: {
      draft: param.id('D', 'Which').optional,
      at: param.moment('When').optional,
      to: param.list('To whom').optional,
    },
    asOf: false,
    right: 'edit',
    askerOnly: true,
    run: () => {
      throw new Error('not run here');
    },
  });
  const read = (line: string) =>
    parse({ command, tokens: readLine(line).tokens }, { today: TODAY });

  it.each([
    ['at:2026-11-26 14:00 Europe/Berlin d-7f3kq', '2026-11-26 14:00 Europe/Berlin', 'D-7F3KQ'],
    ['D-7F3KQ at:26 Nov 2026 14:00', '2026-11-26 14:00', 'D-7F3KQ'],
    ['at:26 Nov 2026 14:00 D-7F3KQ', '2026-11-26 14:00', 'D-7F3KQ'],
    ['at:"26 Nov 2026 14:00 UTC"', '2026-11-26 14:00 UTC', undefined],
    ['at:NONE', 'none', undefined],
  ])('takes all the words of a moment: %s', (line, at, draft) => {
    const outcome = read(line);
    expect(outcome.ok && outcome.value.values).toEqual({ at, draft, to: undefined });
  });

  it.each([
    ['to:a,b D-7F3KQ', 'a,b'],
    ['to:a, b, https://x.example/c D-7F3KQ', 'a,b,https://x.example/c'],
    ['to: a, b at:none', 'a,b'],
    ['to:"a b" D-7F3KQ', 'a b'],
  ])('joins a list over its commas: %s', (line, to) => {
    const outcome = read(line);
    expect(outcome.ok && outcome.value.values.to).toBe(to);
  });

  it.each([
    ['at:tomorrow', { kind: 'bad-value', expects: { type: 'moment' } }],
    ['D-12', { kind: 'bad-value', expects: { type: 'other' } }],
    ['public:true', { kind: 'unknown-key', key: 'public' }],
  ])('refuses %s', (line, problem) => {
    expect(read(line)).toMatchObject({ ok: false, problem });
  });
});
