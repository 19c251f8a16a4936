import { expect, test } from 'vitest';
import { feedLine } from '../../../src/app/reading-health.ts';
import type { Feed } from '../../../src/leads/feeds.ts';

const asked = new Date('2026-11-05T12:00:00Z');
const well: Feed = {
  ...{ id: 'F-9QW2A', url: 'https://times.example/feed', publisher: 'The Example Times' },
  ...{ tier: 'press', policy: 'hold', severity: 'medium', state: 'active', reason: undefined },
  ...{ addedBy: { id: 'U1', name: 'Ada' }, addedAt: asked, polledAt: asked, answeredAt: asked },
  ...{ nextPollAt: asked, failures: 0, lastError: undefined, items: 1, raised: 0 },
};
const failing: Feed = { ...well, failures: 2 };
const gone: Feed = { ...well, state: 'gone' };

test.each([
  [[], 3, []],
  [[well], 0, [['ok', '1 feed; 0 leads waiting in the inbox.']]],
  [
    [well, failing],
    1,
    [
      [
        'warning',
        '2 feeds, of which 1 did not answer when last asked; 1 lead waiting in the inbox.',
      ],
    ],
  ],
  [
    [failing, gone],
    2,
    [
      [
        'warning',
        '2 feeds, of which 1 did not answer when last asked and 1 given up; 2 leads waiting in the inbox.',
      ],
    ],
  ],
])(
  'the status tells of feeds, and of those that fail, without names: %#',
  (feeds, waiting, lines) => {
    expect(feedLine(feeds, waiting).map(({ state, detail }) => [state, detail])).toEqual(lines);
  },
);
