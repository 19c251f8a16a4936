import type { HealthLine } from '../command/context.ts';
import type { ImportState } from '../ingest/core/imports.ts';
import type { Feed } from '../leads/feeds.ts';
import { count, listInWords } from '../present/words.ts';

/** Without names: anybody may ask for the status. Nothing where there are no feeds. */
export function feedLine(feeds: readonly Feed[], waiting: number): HealthLine[] {
  if (feeds.length === 0) return [];
  const of = (test: (feed: Feed) => boolean) => feeds.filter(test).length;
  const ended = of(({ state }) => state === 'disabled' || state === 'gone');
  const failing = of(({ state, failures }) => state === 'active' && failures > 0);
  const ill = [
    ...(failing === 0 ? [] : [`${failing} did not answer when last asked`]),
    ...(ended === 0 ? [] : [`${ended} given up`]),
  ];
  const read = [count(feeds.length, 'feed'), ...(ill.length === 0 ? [] : [listInWords(ill)])];
  const detail = `${read.join(', of which ')}; ${count(waiting, 'lead')} waiting in the inbox.`;
  return [{ part: 'feed reading', state: ill.length === 0 ? 'ok' : 'warning', detail }];
}

/** Nothing where nothing was imported. */
export function importLine(imports: readonly ImportState[]): HealthLine[] {
  if (imports.length === 0) return [];
  const failing = imports.filter(({ failures }) => failures > 0).length;
  const repeated = imports.filter(({ everyMinutes }) => everyMinutes !== undefined).length;
  const words = `${count(imports.length, 'catalogue')} imported, ${repeated === 0 ? 'none' : repeated} of them on a schedule`;
  const failed = failing === 0 ? '' : `, ${failing} without success the last time`;
  const detail = `${words}${failed}.`;
  return [{ part: 'importing', state: failing === 0 ? 'ok' : 'warning', detail }];
}
