import { nameKey } from '../knowledge/normalise.ts';
import type { ItemText, Reason } from './leads.ts';

/** Port: why a text may matter here. `match.ts` answers it. Pure, and quick enough for every item. */
export type Match = (text: ItemText) => readonly Reason[];

/** The most that a lead keeps; more are of one long list of names. */
const MOST = 50;

/** Of one record, or one sector or country. */
function reasonKey({ kind, id }: Reason): string {
  return `${kind}/${id}`;
}

/** Whether a reason is enough to raise a lead: a sector or a country alone is named everywhere. */
export function raises({ kind }: Reason): boolean {
  return kind === 'actor' || kind === 'incident';
}

/** What leads are grouped by. */
export function raisingKeys(reasons: readonly Reason[]): string[] {
  return [...new Set(reasons.filter(raises).map(reasonKey))];
}

function weight({ strong, where }: Reason): number {
  return (strong ? 2 : 0) + (where === 'title' ? 1 : 0);
}

/** One reason of each record, the strongest: what raises first, and of those what stands in a title. */
export function unite(lists: readonly (readonly Reason[])[]): Reason[] {
  const best = new Map<string, Reason>();
  for (const reason of lists.flat()) {
    const other = best.get(reasonKey(reason));
    if (other === undefined || weight(reason) > weight(other)) best.set(reasonKey(reason), reason);
  }
  const order = (reason: Reason) => (raises(reason) ? 4 : 0) + weight(reason);
  return [...best.values()].sort((a, b) => order(b) - order(a)).slice(0, MOST);
}

/** Strong names of groups and incidents; catalogues that share a name count as one. */
export function strongNames(
  reasons: readonly Reason[],
  where: Reason['where'] | 'anywhere' = 'anywhere',
): ReadonlySet<string> {
  const strong = reasons.filter((one) => one.strong && raises(one));
  const there = strong.filter((one) => where === 'anywhere' || one.where === where);
  return new Set(there.map(({ words }) => nameKey(words)));
}
