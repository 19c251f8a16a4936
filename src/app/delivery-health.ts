import { plainInstant } from '../card/plain.ts';
import type { HealthLine } from '../command/context.ts';
import type { DeliveryHealth } from '../disclosure/receipts.ts';
import { count, listInWords } from '../present/words.ts';

/** What is due is posted within moments, but for a platform's limits; later than this, it is told. */
const LATE_MS = 5 * 60_000;

function queueLine({ due, scheduled, oldestDue }: DeliveryHealth, now: Date): HealthLine {
  const part = 'delivery';
  const later = scheduled === 0 ? '' : ` ${count(scheduled, 'post')} for later.`;
  if (due === 0) return { part, state: 'ok', detail: `Nothing waits that is due.${later}` };
  const since =
    oldestDue === undefined
      ? ''
      : `, the oldest since ${plainInstant(oldestDue.toISOString(), 'date-time')}`;
  const late = oldestDue !== undefined && now.getTime() - oldestDue.getTime() > LATE_MS;
  const detail = `${count(due, 'post')} due and not done${since}.${later}`;
  return { part, state: late ? 'warning' : 'ok', detail };
}

/** Without names: anybody may ask for the status. */
function troubleLine({ unknown, failed, restingChannels }: DeliveryHealth): HealthLine[] {
  const parts = [
    ...(restingChannels === 0 ? [] : [`${count(restingChannels, 'channel')} cannot be posted in`]),
    ...(failed === 0 ? [] : [`${count(failed, 'post')} failed within a day`]),
    ...(unknown === 0
      ? []
      : [
          `of ${count(unknown, 'post')} nobody knows whether ${unknown === 1 ? 'it is' : 'they are'} there`,
        ]),
  ];
  if (parts.length === 0) return [];
  const words = listInWords(parts);
  const resting = restingChannels === 0 ? '' : ' “subscriptions all:true” tells which channels.';
  const posts = failed + unknown === 0 ? '' : ' “deliveries” tells which posts.';
  const detail = `${words.charAt(0).toUpperCase()}${words.slice(1)}.${resting}${posts}`;
  return [{ part: 'posting', state: 'warning', detail }];
}

/**
 * How delivery is doing, for `status`.
 * @param drafts how many wait for an editor
 */
export function deliveryLines(
  health: DeliveryHealth,
  drafts: number,
  now: Date,
): readonly HealthLine[] {
  const waiting: HealthLine[] =
    drafts === 0
      ? []
      : [{ part: 'desk', state: 'ok', detail: `${count(drafts, 'draft')} waiting.` }];
  return [queueLine(health, now), ...troubleLine(health), ...waiting];
}
