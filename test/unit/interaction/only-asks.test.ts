import { describe, expect, test } from 'vitest';
import { COMMANDS } from '../../../commands/index.ts';
import type { Answer } from '../../../src/command/answer.ts';
import { mayBeShared, onlyAsks } from '../../../src/interaction/only-asks.ts';

const ANSWER: Answer = {
  card: {
    title: '',
    tone: 'answer',
    blocks: [],
    sources: [],
    actions: [],
    footer: { asOf: [], tlp: '' },
  },
  visibility: 'asker',
  page: 1,
  commandLine: 'stats',
  answered: true,
  reusable: true,
};

describe('a line', () => {
  test('whether it only asks', () => {
    expect(onlyAsks('stats', COMMANDS)).toBe(true);
    expect(onlyAsks('figures', COMMANDS)).toBe(true);
    expect(onlyAsks('who is behind it?', COMMANDS)).toBe(true);
    expect(onlyAsks('', COMMANDS)).toBe(true);
    expect(onlyAsks('grant 123 right:edit', COMMANDS)).toBe(false);
    expect(onlyAsks('/GRANT 123 right:edit', COMMANDS)).toBe(false);
  });
});

describe('Share', () => {
  test('is offered on what the asker alone sees', () => {
    expect(mayBeShared(ANSWER, COMMANDS)).toBe(true);
    expect(mayBeShared({ ...ANSWER, visibility: 'channel' }, COMMANDS)).toBe(false);
    expect(mayBeShared({ ...ANSWER, answered: false }, COMMANDS)).toBe(false);
  });

  test('never does again what changed something', () => {
    for (const commandLine of ['grant U0123ABCD right:edit', 'channel ceiling:RED', 'audit'])
      expect(mayBeShared({ ...ANSWER, commandLine }, COMMANDS)).toBe(false);
  });
});
