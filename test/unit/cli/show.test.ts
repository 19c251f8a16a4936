import { expect, test } from 'vitest';
import { show } from '../../../src/cli/show.ts';
import type { Answer } from '../../../src/command/answer.ts';
import { foundingCard } from '../../support/founding-card.ts';

const answer: Answer = {
  card: foundingCard,
  visibility: 'asker',
  page: 1,
  commandLine: 'stats',
  answered: true,
  reusable: true,
};

test('json is the card itself', async () => {
  expect(JSON.parse(await show(answer, 'json'))).toEqual(JSON.parse(JSON.stringify(foundingCard)));
});

test.each([
  ['slack', 'blocks'],
  ['discord', 'components'],
] as const)('%s is the payload, with all that its reader would see', async (format, part) => {
  const shown = await show(answer, format);
  expect(JSON.parse(shown)[part].length).toBeGreaterThan(0);
  expect(shown).toContain('public:true');
});

test('html is markup', async () => {
  expect(await show(answer, 'html')).toMatch(/^\s*<\w+.*>\s*$/s);
});

test('text into a pipe is plain, and offers no channel to share to', async () => {
  const shown = await show(answer, 'text');
  expect(shown).toContain(foundingCard.title);
  expect(shown).not.toContain('\u001b');
  expect(shown).not.toContain('public:true');
});

test('a problem is not offered for sharing', async () => {
  expect(await show({ ...answer, answered: false }, 'slack')).not.toContain('public:true');
});
