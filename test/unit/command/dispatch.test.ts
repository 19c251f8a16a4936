import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/card/plain.ts';
import { dispatch } from '../../../src/command/dispatch.ts';
import { anyCharacter } from '../../support/any-character.ts';
import { ask, COMMANDS, house, invocation } from './house.ts';

async function title(line: string): Promise<string> {
  return (await ask(line)).card.title;
}

describe('dispatch', () => {
  it.each([
    ['', 'help {}'],
    [' \u200b ', 'help {}'],
    ['?', 'help {}'],
    ['--help', 'help {}'],
    ['/tocsin', 'help {}'],
    ['HELP!', 'help {}'],
    ['/stats SolarWinds', 'stats@now {"incident":"SolarWinds"}'],
    ['Stats: SolarWinds', 'stats@now {"incident":"SolarWinds"}'],
    ['stats help', 'help {"verb":"stats"}'],
    ['figures ?', 'help {"verb":"stats"}'],
    ['stats --help', 'help {"verb":"stats"}'],
    ['stats —help', 'help {"verb":"stats"}'],
    ['stats SolarWinds --help', 'help {"verb":"stats"}'],
    ['help help', 'help {"verb":"help"}'],
    ['search "help"', 'search {"query":"help"}'],
    ['search I need help', 'search {"query":"I need help"}'],
  ])('%j runs %s', async (line, expected) => {
    expect(await title(line)).toBe(expected);
  });

  it('answers with the canonical line, the page and who may see it', async () => {
    expect(await ask('ACTOR "Charming Kitten" public:true page:2')).toMatchObject({
      visibility: 'channel',
      page: 2,
      commandLine: 'actor Charming Kitten',
      answered: true,
    });
  });

  it('shows a card without an answer to the asker only', async () => {
    expect(await ask('actor nobody public:true')).toMatchObject({
      visibility: 'asker',
      answered: false,
    });
  });

  it('answers as of a date, by the day where the asker is', async () => {
    expect(await title('stats as-of:2020-12-31')).toBe('stats@2020-12-31 {}');
    const tehran = { timeZone: 'Asia/Tehran' };
    expect((await ask('stats as-of:2026-11-23', tehran)).answered).toBe(true);
    expect((await ask('stats as-of:2026-11-23')).answered).toBe(false);
  });

  it.each([
    ['Charming Kitten', 'actor Charming Kitten'],
    ['charming-kitten as-of:2020', 'actor charming-kitten as-of:2020-12-31'],
    ['Phosphorous', 'actor Phosphorous'],
    ['Mint Sandstorm', 'actor Mint Sandstorm'],
    ['SolarWinds', 'incident SolarWinds'],
    ['AccountGuard', 'stats AccountGuard'],
    ['solarwinds.method', 'claim solarwinds.method'],
    ['"Charming Kitten" public:true', 'actor Charming Kitten'],
  ])('takes a line that is a name to its verb: %s', async (line, commandLine) => {
    expect(await ask(line)).toMatchObject({ commandLine, answered: true });
  });

  it('searches for a name that an actor and an incident share', async () => {
    expect(await title('APT42')).toBe('search {"query":"APT42"}');
  });

  it.each([
    ['how many accounts were compromised?', 'how many accounts were compromised?'],
    ['who said origin:Iran first', 'who said origin:Iran first'],
    ['"stats"', 'stats'],
    ['did Microsoft say “241” accounts', 'did Microsoft say 241 accounts'],
    ['statz of the accounts that were attacked', 'statz of the accounts that were attacked'],
  ])('takes a plain question to the search: %s', async (line, query) => {
    expect(await title(line)).toBe(`search ${JSON.stringify({ query })}`);
  });

  it('offers verbs that are close and runs none', async () => {
    const { card, answered } = await ask('statz SolarWinds as-of:2021');
    expect(answered).toBe(false);
    expect(card.actions.map((action) => action.commandLine)).toEqual([
      'stats SolarWinds as-of:2021',
      'search statz SolarWinds as-of:2021-12-31',
      'help',
    ]);
  });

  it('offers no corrected line that would fail in turn', async () => {
    const { card } = await ask('incidens Iran');
    expect(card.actions.map((action) => action.commandLine)).toEqual([
      'incident Iran',
      'search incidens Iran',
      'help',
    ]);
  });

  it('runs nothing for people without the right', async () => {
    const { card } = await ask('publish draft-1');
    expect(card.title).toBe('Not open to you here');
    expect((await ask('publish draft-1', { may: new Set(['edit']) })).answered).toBe(true);
  });

  it('does not read a line that is too long', async () => {
    const answer = await ask('stats '.repeat(2000));
    expect(answer).toMatchObject({ answered: false, commandLine: 'help' });
    expect(JSON.stringify(answer).length).toBeLessThan(2000);
    expect((await ask(`search ${'x '.repeat(140)}`)).answered).toBe(true);
  });

  it("passes on a refusal in the command's own words", async () => {
    const { options, reports } = house();
    const { card } = await dispatch(invocation('boom how:user'), options);
    expect(
      card.blocks.slice(0, 2).map((block) => 'spans' in block && plainText(block.spans)),
    ).toEqual(['There is no draft 7.', 'Ask for the inbox and take an id from it.']);
    expect(reports).toEqual([]);
  });

  it('reports a fault and shows a reference only', async () => {
    const { options, reports } = house();
    const answer = await dispatch(invocation('boom'), options);
    const [report] = reports;
    expect(reports).toHaveLength(1);
    expect(report?.reference).toMatch(/^E-[2-9A-HJ-KM-NP-TV-Z]{5}$/);
    const shown = JSON.stringify(answer);
    expect(shown).toContain(report?.reference);
    expect(shown).not.toMatch(/secret|passwd|at .*\.ts/);
    expect((await dispatch(invocation('boom'), options)).card).not.toEqual(answer.card);
  });

  it('reports a fault of the snapshot like any other', async () => {
    const { options, reports } = house();
    const services = {
      ...options.services,
      knowledge() {
        throw new Error('no snapshot');
      },
    };
    const { card } = await dispatch(invocation('stats'), { ...options, services });
    expect(card.tone).toBe('problem');
    expect(reports).toHaveLength(1);
  });

  it('answers anything with a card', async () => {
    const { options, reports } = house();
    const word = fc.oneof(
      fc.string({ unit: anyCharacter, maxLength: 30 }),
      fc.constantFrom(...COMMANDS.map(({ verb }) => verb).filter((verb) => verb !== 'boom')),
      fc.constantFrom(
        'as-of:',
        'as-of:2019',
        'page:x',
        '"',
        '“',
        "'",
        '\\',
        'a:b',
        '/tocsin',
        '<@U1>',
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(word, { maxLength: 8 }), async (words) => {
        const answer = await dispatch(invocation(words.join(' ')), options);
        expect(answer.card.title).not.toBe('');
        expect(answer.answered).toBe(answer.card.tone !== 'problem');
        expect(answer.commandLine).not.toMatch(/\n|\bpage:\d+$/);
      }),
      { numRuns: 500 },
    );
    expect(reports).toEqual([]);
  });

  it('gives a problem card for 10,000 characters of rubbish', async () => {
    const rubbish = fc.string({ unit: anyCharacter, minLength: 10_000, maxLength: 10_000 });
    await fc.assert(
      fc.asyncProperty(rubbish, async (line) => {
        expect(await ask(line)).toMatchObject({ answered: false, card: { tone: 'problem' } });
      }),
      { numRuns: 5 },
    );
  });
});
