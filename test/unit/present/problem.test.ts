import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import { plainText } from '../../../src/card/plain.ts';
import { dispatch } from '../../../src/command/dispatch.ts';
import { readLine } from '../../../src/command/grammar.ts';
import { parse } from '../../../src/command/parse.ts';
import type { ProblemKind } from '../../../src/command/problem.ts';
import type { PartialDate } from '../../../src/domain/partial-date.ts';
import { ambiguousName, presentProblem, unknownName } from '../../../src/present/problem.ts';
import { COMMANDS, command, house, invocation, knowledge, NOW } from '../command/house.ts';

/**
 * A line for every kind of problem that a line can have; the type sees to it that none is left out.
 * Of too many lines, none is read.
 */
const LINES: Readonly<Record<Exclude<ProblemKind, 'too-many'>, string>> = {
  'too-long': 'x'.repeat(4001),
  'unknown-verb': 'statz SolarWinds',
  'unknown-key': 'incidents orgin:Iran',
  'repeated-key': 'incidents since:2019 since:2020',
  'empty-value': 'incidents since:',
  missing: 'actor',
  'extra-words': 'help stats now',
  'bad-value': 'incidents top:9999',
  'future-date': 'stats as-of:2031',
  'no-as-of': 'help as-of:2019',
  'not-allowed': 'publish draft-1',
  refused: 'boom how:user',
  failed: 'boom',
};

function words(card: Card): string {
  return card.blocks
    .flatMap((block) => {
      if (block.type === 'list') return block.items.map(plainText);
      return 'spans' in block ? [plainText(block.spans)] : [];
    })
    .join('\n');
}

async function cardFor(line: string): Promise<Card> {
  return (await dispatch(invocation(line), house().options)).card;
}

function parses(line: string): boolean {
  const [verb, ...tokens] = readLine(line).tokens;
  const word = verb?.type === 'word' ? verb.text : '';
  if (!COMMANDS.some((one) => one.verb === word)) return false;
  return parse({ command: command(word), tokens }, { today: '2026-11-22' }).ok;
}

describe('presentProblem', () => {
  it('says when to ask again after too many lines', () => {
    const card = presentProblem({ kind: 'too-many', seconds: 1, suggestions: [] }, new Date(NOW));
    expect(card.tone).toBe('problem');
    expect(words(card)).toContain('Ask again in 1 second.');
  });

  it.each(Object.entries(LINES))('%s has words and lines that work', async (_kind, line) => {
    const card = await cardFor(line);
    expect(card.tone).toBe('problem');
    expect(card.actions.length).toBeGreaterThan(0);
    expect(card.actions.filter(({ commandLine }) => !parses(commandLine))).toEqual([]);
    for (const { commandLine } of card.actions) expect(words(card)).toContain(commandLine);
    expect(words(card)).not.toMatch(/undefined|\[object|NaN/);
    expect(card.footer.asOf).toEqual([
      { type: 'instant', at: new Date(NOW).toISOString(), show: 'date-time' },
    ]);
  });

  it('gives each kind a title of its own', async () => {
    const titles = await Promise.all(
      Object.values(LINES).map(async (line) => (await cardFor(line)).title),
    );
    expect(new Set(titles).size).toBe(titles.length);
  });

  it.each([
    ['incidents orgin:Iran', 'incidents has no option “orgin:”. The closest is origin:.'],
    ['incidents top:9999', 'It takes a whole number from 1 to 50.'],
    ['incidents since:4/10/2019', '“4/10/2019” cannot be used for since.'],
    ['actor x detail:most', 'It takes one of: short, full.'],
    ['stats as-of:2031', 'is later than today, 22 November 2026'],
    ['actor', 'actor needs more: A group, by any of its names (actor:).'],
    ['x'.repeat(12_345), 'It has 12,345 characters, and up to 4,000 are read.'],
    ['publish draft-1', 'publish is for editors.'],
    ['statz', 'Did you mean: /tocsin stats'],
    ['stats as-of:2031', 'What works: /tocsin stats'],
  ])('says what is wrong: %.40s', async (line, sentence) => {
    expect(words(await cardFor(line))).toContain(sentence);
  });

  it('says who gives the right to edit, and why, with the exact line', async () => {
    const where = { platform: 'discord', tenant: '9001', channel: '9002' } as const;
    const asked = invocation('publish draft-1', { who: { id: '1001', name: 'Ada' }, where });
    const { card } = await dispatch(asked, house().options);
    expect(words(card)).toContain('publish is for editors.');
    expect(words(card)).toContain('Only whoever runs Tocsin can give you the right');
    expect(words(card)).toContain('npx tocsin ask "grant 1001 right:edit in:discord/9001"');
    expect(words(card)).not.toContain('/tocsin grant');
  });

  it('shortens what it echoes by graphemes, and as data', async () => {
    const family = '👩‍👩‍👧';
    const card = await cardFor(`help stats ${family.repeat(150)}`);
    expect(words(card)).toContain(`“${family.repeat(80)}…”`);
    expect(words(await cardFor('help stats <b>*x*'))).toContain('“<b>*x*”');
  });
});

describe('unknownName', () => {
  const now = new Date(NOW);
  const near = knowledge.suggest('fosforus', ['actor'], 4);
  const unknown = { kind: 'actor', given: 'fosforus', near, verb: 'actor' };

  it('offers close names and a search', () => {
    const card = unknownName(unknown, { knowledge, now });
    expect(near.length).toBeGreaterThan(0);
    expect(words(card)).toMatch(
      /^No actor called “fosforus” is recorded here\. Did you mean Phosphorus/,
    );
    expect(card.actions).toEqual(
      expect.arrayContaining([
        { label: 'Phosphorus', commandLine: 'actor phosphorus', style: 'default' },
        { label: 'Search for these words', commandLine: 'search fosforus', style: 'default' },
      ]),
    );
  });

  it('says when only the past was looked at, and offers the present', () => {
    const past = knowledge.at('2019-10-05' as PartialDate);
    const card = unknownName(unknown, { knowledge: past, now });
    expect(words(card)).toContain('Only what was public by 5 October 2019 was looked at.');
    expect(card.actions.map((one) => one.commandLine)).toEqual(
      expect.arrayContaining(['actor fosforus', 'search fosforus as-of:2019-10-05']),
    );
  });

  it.each(['help', 'a "b" \\c', 'why: so', '--', 'x:y'])('searches for %s as one text', (given) => {
    const card = unknownName({ ...unknown, given, near: [] }, { knowledge, now });
    const line = card.actions.at(-1)?.commandLine ?? '';
    const [, ...tokens] = readLine(line).tokens;
    const parsed = parse({ command: command('search'), tokens }, { today: '2026-11-22' });
    expect(parsed).toMatchObject({ ok: true, value: { values: { query: given } } });
  });

  it('can try a near name under a key', () => {
    const card = unknownName({ ...unknown, verb: 'incidents actor:' }, { knowledge, now });
    expect(card.actions[0]?.commandLine).toBe('incidents actor:phosphorus');
  });
});

describe('ambiguousName', () => {
  const matches = knowledge.resolve('Mint Sandstorm');
  const card = ambiguousName(
    { given: 'Mint Sandstorm', matches, verb: 'actor' },
    { knowledge, now: new Date(NOW) },
  );

  it('lists every candidate with catalogue, users and source, and picks none', () => {
    expect(matches).toHaveLength(2);
    expect(words(card)).toContain('“Mint Sandstorm” is used for more than one threat group');
    expect(words(card)).toContain('Phosphorus (Tocsin pack), threat group phosphorus');
    expect(words(card)).toContain('APT42 (MISP), threat group apt42');
    expect(words(card)).toContain('“Mint Sandstorm” is used by Microsoft [1]');
    expect(card.sources.map((line) => line.number)).toEqual([1]);
  });

  it('has a button for each that works', () => {
    expect(card.actions.map((one) => one.commandLine)).toEqual(
      matches.map((match) => `actor ${match.id}`),
    );
    expect(card.actions.every((one) => parses(one.commandLine))).toBe(true);
  });
});
