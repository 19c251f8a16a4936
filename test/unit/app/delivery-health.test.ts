import { expect, test } from 'vitest';
import { deliveryLines } from '../../../src/app/delivery-health.ts';
import type { DeliveryHealth } from '../../../src/disclosure/receipts.ts';

const WELL: DeliveryHealth = {
  ...{ due: 0, scheduled: 0, oldestDue: undefined, restingChannels: 0, unknown: 0, failed: 0 },
};
const NOW = new Date('2026-11-26T14:00:00Z');

function lines(change: Partial<DeliveryHealth>, drafts = 0): string[] {
  return deliveryLines({ ...WELL, ...change }, drafts, NOW).map(
    ({ part, state, detail }) => `${part} ${state}: ${detail}`,
  );
}

test('little is said while all is well', () => {
  expect(lines({})).toEqual(['delivery ok: Nothing waits that is due.']);
  expect(lines({ scheduled: 3 }, 2)).toEqual([
    'delivery ok: Nothing waits that is due. 3 posts for later.',
    'desk ok: 2 drafts waiting.',
  ]);
});

test('what is due is counted, and what is late stands out', () => {
  const oldestDue = new Date('2026-11-26T13:58:00Z');
  expect(lines({ due: 1, oldestDue })).toEqual([
    'delivery ok: 1 post due and not done, the oldest since 26 Nov 2026, 13:58 UTC.',
  ]);
  const late = new Date('2026-11-26T13:00:00Z');
  expect(lines({ due: 2, oldestDue: late })[0]).toMatch(/^delivery warning: 2 posts due/);
});

test('what went wrong is counted, and nobody named', () => {
  expect(lines({ restingChannels: 2, failed: 1, unknown: 1 })[1]).toBe(
    'posting warning: 2 channels cannot be posted in, 1 post failed within a day and of 1 post nobody knows whether it is there. “subscriptions all:true” tells which channels. “deliveries” tells which posts.',
  );
});
