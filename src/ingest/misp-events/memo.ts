import { z } from 'zod';
import { Tlp } from '../../domain/vocabulary.ts';
import type { Details } from './report.ts';

const Kept = z.object({
  /** Of the event when its file was read: while it stays, the file is not fetched again. */
  timestamp: z.string(),
  mark: z.union([Tlp, z.literal('not-to-be-named')]).optional(),
  links: z.array(z.string()),
});
const Memo = z.record(z.string(), Kept);

export type Remembered = Details & { readonly timestamp: string };
/** What the files of a feed's events told, by uuid, from one reading to the next. */
export type FeedMemo = ReadonlyMap<string, Remembered>;

/** Empty when there is none, or none that is understood: then every file is read. */
export function memoFrom(cursor: string | undefined): FeedMemo {
  if (cursor === undefined) return new Map();
  try {
    const { data } = Memo.safeParse(JSON.parse(cursor));
    const entries = Object.entries(data ?? {});
    return new Map(entries.map(([uuid, one]) => [uuid, { ...one, mark: one.mark }]));
  } catch {
    return new Map();
  }
}

export function cursorFrom(memo: FeedMemo): string {
  return JSON.stringify(Object.fromEntries([...memo].sort(([a], [b]) => (a < b ? -1 : 1))));
}
