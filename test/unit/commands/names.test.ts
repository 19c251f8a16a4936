import { beforeAll, describe, expect, it } from 'vitest';
import { LONGEST_LINE } from '../../../src/command/grammar.ts';
import { namesLine } from '../../../src/command/names-line.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';
import { actor } from '../knowledge/fixtures.ts';

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse();
});

async function buttons(line: string): Promise<string[]> {
  return (await house.answer(line)).card.actions.map((action) => action.commandLine);
}

describe('names', () => {
  it('lists what a text names, in its order, with the words and what each is', async () => {
    const words = await house.words('names "SolarWinds: APT29, and not Charming Kitten"');
    expect(words).toContain('2 groups and 1 incident, in the order of the text.');
    expect(words).toMatch(
      /SolarWinds, 2020, in the text “SolarWinds”: incident disclosed.*APT29, in the text “APT29”: threat group \(Tocsin pack\).*Phosphorus, in the text “Charming Kitten”/,
    );
    expect(await buttons('names "SolarWinds: APT29, and not Charming Kitten"')).toEqual([
      'incident 2020-12-solarwinds',
      'actor apt29',
      'actor phosphorus',
    ]);
  });

  it('says so where a name leads to several records', async () => {
    const words = await house.words('names Mint Sandstorm struck again');
    expect(words).toMatch(/Names with more than one record · “Mint Sandstorm”: .* and /);
  });

  it('counts ids of records, and of claims for what they are about', async () => {
    expect(await buttons('names see 2020-12-solarwinds and accountguard')).toEqual([
      'incident 2020-12-solarwinds',
    ]);
    expect(await buttons('names 2019-10-phosphorus-us-campaign.compromised is right')).toEqual([
      'incident 2019-10-phosphorus-us-campaign',
    ]);
  });

  it('says plainly that nothing is named, and offers a search', async () => {
    const { card, answered } = await house.answer('names good morning, is there coffee');
    expect(answered).toBe(true);
    expect(card.title).toBe('Nothing named');
    expect(card.actions[0]?.commandLine).toBe('search good morning, is there coffee');
    expect(await house.words('names')).toContain('There is no text to look through.');
  });

  it('keeps to what was known on a date', async () => {
    expect((await house.answer('names APT42 as-of:2019')).card.title).toBe('Nothing named');
    expect(await house.words('names APT42')).toContain('APT42, in the text “APT42”');
  });
});

describe('namesLine', () => {
  const longer = (words: string) => `${words} ${'and so forth, '.repeat(300)}`;

  it('carries a message that fits, whatever is in it', async () => {
    const message = 'From: a "friend"\npage:9 public:true\nAPT29 <@U1> \\ as-of:2019';
    const line = namesLine(message, house.knowledge);
    const answer = await house.answer(line);
    expect(answer).toMatchObject({ visibility: 'asker', page: 1, commandLine: line });
    expect(await house.words(line)).toContain('APT29, in the text “APT29”');
  });

  it('carries the ids of what a longer message names, and says so', async () => {
    const line = namesLine(longer('APT29, Charming Kitten'), house.knowledge);
    expect(line).toBe('names apt29 phosphorus more:0');
    const words = await house.words(line);
    expect(words).toContain('2 groups, in the order of the text.');
    expect(words).toContain('All of it was looked through.');
  });

  it('asks nothing of a long message that names nothing, or of none', async () => {
    const line = namesLine(longer('good morning'), house.knowledge);
    expect(line).toBe('names more:0');
    expect((await house.answer(line)).card.title).toBe('Nothing named');
    expect(namesLine('', house.knowledge)).toBe('names');
  });

  it('says how many do not fit when not even the ids do', async () => {
    const labels = Array.from({ length: 300 }, (_, index) => `Long Named Group ${index + 1000}`);
    const knowledge = createKnowledge(
      labels.map((label) => actor(label.toLowerCase().replaceAll(' ', '-'), [label])),
    );
    const line = namesLine(labels.join(', '), knowledge);
    expect(line.length).toBeLessThanOrEqual(LONGEST_LINE - ' page:999 public:true'.length);
    const shown = line.split(' ').length - 2;
    expect(shown).toBeGreaterThan(60);
    expect(line).toMatch(new RegExp(` more:${300 - shown}$`));
  });

  it('names how many records are left out', async () => {
    expect(await house.words('names apt29 more:3')).toContain('3 records more would not fit');
  });
});
