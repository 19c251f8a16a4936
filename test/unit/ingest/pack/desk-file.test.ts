import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../../../../src/config/env.ts';
import { checkDeskUpdate, type Known } from '../../../../src/ingest/pack/desk-check.ts';
import { type DeskUpdate, readDeskText } from '../../../../src/ingest/pack/desk-file.ts';
import { describeProblem } from '../../../../src/ingest/pack/problem.ts';

const GOOD = `disclosure:
  headline: Three men indicted
  body: Charges were announced. [1]
  kind: update
  severity: high
  incident: case
  claims: [case.recount]
  sources:
    - s-doj
    - {publisher: The Agency, title: A report, url: https://example.org/a, tier: press}
  embargo: 2026-11-26 14:00 UTC
sources:
  - {id: s-doj, publisher: Justice, title: Charges, url: https://example.org/j, publishedOn: 2024, tier: government}
claims:
  - about: case
    id: recount
    kind: figure
    text: It was four.
    figure: {metric: compromised, value: 4, qualifier: exactly, unit: accounts}
    assertedBy: Justice
    basis: official-document
    sources: [s-doj]
    supersedes: count
`;

function problems(text: string): string[] {
  const read = readDeskText('update.yaml', text);
  return read.ok ? [] : read.problems.map(describeProblem);
}

function update(text: string): DeskUpdate {
  const read = readDeskText('update.yaml', text);
  if (!read.ok) throw new Error(read.problems.map(describeProblem).join('\n'));
  return read.update;
}

describe('a file of tocsin publish', () => {
  it('holds a disclosure with records of the desk in the spelling of packs', () => {
    const { content, records } = update(GOOD);
    expect(content).toMatchObject({ act: 'publish', disclosure: { kind: 'update' } });
    expect(records).toMatchObject([
      { kind: 'source', body: { id: 's-doj', publishedOn: '2024' } },
      {
        kind: 'claim',
        body: {
          ...{ id: 'case.recount', about: 'case', supersedes: 'case.count', status: 'asserted' },
          assertedBy: [{ name: 'Justice' }],
        },
      },
    ]);
  });

  it('is as docs/editing.md shows it', () => {
    const page = readFileSync(join(ROOT, 'docs/editing.md'), 'utf8');
    const shown = [...page.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => update(text));
    expect(shown.map(({ content }) => content.act)).toEqual(['publish', 'correct', 'retract']);
    expect(shown[0]?.records).toHaveLength(2);
  });

  it('holds what puts a disclosure right, or takes it back', () => {
    const correction = update('correct: D-7F3KQ\nreason: It is two.\ndisclosure: {headline: Two}');
    expect(correction.content).toMatchObject({ act: 'correct', disclosure: { headline: 'Two' } });
    expect(update('retract: D-7F3KQ\nreason: It is wrong.').content).toMatchObject({
      ...{ act: 'retract', reason: 'It is wrong.' },
    });
  });

  it.each([
    [
      GOOD.replace('severity: high', 'severity: hihg'),
      /^update\.yaml:5:13 "severity" cannot be "hihg"\n.*Did you mean high\?/,
    ],
    [GOOD.replace('headline:', 'heading:'), /^update\.yaml:2:3 .*"headline" is missing/],
    [
      GOOD.replace('kind: update', 'knid: update'),
      /^update\.yaml:4:3 unknown key "knid"\n.*Did you mean kind\?/,
    ],
    [GOOD.replace('tier: press', 'tier: blog'), /^update\.yaml:10:.*"tier" cannot be "blog"/],
    [
      GOOD.replace('https://example.org/a', 'javascript:alert(1)'),
      /^update\.yaml:10:.*not a web address/,
    ],
    [
      GOOD.replace(/ {4}figure: .*\n/, ''),
      /^update\.yaml:15:5 a claim of kind figure needs "figure"/,
    ],
    [
      GOOD.replace('body: Charges', `body: ${'x'.repeat(1_200)} Charges`),
      /^update\.yaml:3:9 "body" is too long/,
    ],
    ['retract: D-7F3KQ', /^update\.yaml:1:1 "reason" is missing/],
    ['retract: D-12\nreason: x', /^update\.yaml:1:10 .*not an id of a disclosure/],
    ['correct: D-7F3KQ\nreason: x', /"disclosure" is missing/],
    ['- a list', /"the file" should be a map of keys and values/],
    ['a: &a [*a, *a]\n', /^update\.yaml:/],
    [': : :', /^update\.yaml:1:/],
    ['', /^update\.yaml:1:1 /],
  ])('is refused with file, line and a way to mend it: %#', (text, expected) => {
    const [first = ''] = problems(text);
    expect(first).toMatch(expected);
    expect(first).toMatch(/\n {4}\S/);
  });
});

const RECORDS: Record<string, readonly string[]> = {
  incident: ['case'],
  subject: ['case', 'kitten'],
  actor: ['kitten'],
  source: ['s-ms'],
  claim: ['case.count'],
};

function known(change: Partial<Known> = {}): Known {
  return {
    has: (kind, id) => RECORDS[kind]?.includes(id) === true,
    all: (kind) => RECORDS[kind] ?? [],
    catalogueOf: () => undefined,
    markOf: () => 'CLEAR',
    ...change,
  };
}

describe('what a file names', () => {
  const check = (text: string, change: Partial<Known> = {}) =>
    checkDeskUpdate(update(text), 'CLEAR', known(change)).map(describeProblem);

  it('is known, or is in the file', () => {
    expect(check(GOOD)).toEqual([]);
    expect(check('retract: D-7F3KQ\nreason: x')).toEqual([]);
  });

  it.each([
    [
      GOOD.replace('incident: case', 'incident: cas'),
      /^update\.yaml:6:13 unknown incident cas\n.*Did you mean case\?/,
    ],
    [
      GOOD.replace('- s-doj\n', '- s-nobody\n'),
      /^update\.yaml:9:7 unknown source s-nobody\n.*Add it under "sources"/,
    ],
    [
      GOOD.replace('sources: [s-doj]', 'sources: [s-dog]'),
      /^update\.yaml:22:\d+ unknown source s-dog/,
    ],
    [
      GOOD.replace('supersedes: count', 'supersedes: cuont'),
      /unknown claim case\.cuont\n.*Did you mean case\.count\?/,
    ],
    [GOOD.replace('about: case', 'about: other'), /unknown incident, group or programme other/],
    [
      `${GOOD.replace('claims:\n', 'claims:\n  - {about: case, id: recount, kind: method, text: x, assertedBy: y, basis: first-hand, sources: [s-doj]}\n')}`,
      /the id case\.recount stands here twice/,
    ],
  ])('is told where it is unknown: %#', (text, expected) => {
    expect(check(text).join('\n')).toMatch(expected);
  });

  it('may not take an id of another catalogue, nor tell what may not be told as far', () => {
    const taken = check(GOOD, { catalogueOf: () => 'pack:tocsin' });
    expect(taken).toHaveLength(2);
    expect(taken[1]).toMatch(/^update\.yaml:16:9 the id case\.recount is taken in pack:tocsin/);
    expect(check(GOOD, { catalogueOf: () => 'desk' })).toEqual([]);
    const secret = GOOD.replace('supersedes: count', 'tlp: AMBER');
    expect(check(secret)).toEqual([
      'update.yaml:7:12 the claim case.recount is TLP:AMBER, the disclosure TLP:CLEAR\n    Set tlp: AMBER, or leave the claim out.',
    ]);
  });
});

it('tells a few of the unknown keys of a file that holds nothing else, without taking minutes', () => {
  const keys = Array.from({ length: 50_000 }, (_, number) => `k${number}: 1`).join('\n');
  const read = readDeskText('update.yaml', `retract: D-00000\nreason: wrong\n${keys}`);
  expect(read.ok ? [] : read.problems).toHaveLength(50);
});
