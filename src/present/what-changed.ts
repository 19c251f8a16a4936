import type { CitedSource, Disclosure } from '../domain/disclosure.ts';
import { type PostedItem, replacedBy } from './posted-item.ts';
import { count, listInWords } from './words.ts';

function missingIn(list: readonly CitedSource[], from: readonly CitedSource[]): number {
  return from.filter(({ url }) => !list.some((one) => one.url === url)).length;
}

function sourceChanges(before: Disclosure, after: Disclosure): string[] {
  const added = missingIn(before.sources, after.sources);
  const removed = missingIn(after.sources, before.sources);
  return [
    ...(added > 0 ? [`${count(added, 'source')} added`] : []),
    ...(removed > 0 ? [`${count(removed, 'source')} removed`] : []),
  ];
}

function differs(a: readonly string[], b: readonly string[]): boolean {
  return a.toSorted().join() !== b.toSorted().join();
}

/**
 * Which parts of a disclosure differ from the revision before, in words; undefined where none does
 * that a reader sees. What was wrong is told by the reason.
 */
export function whatChanged(item: PostedItem): string | undefined {
  const { current } = item;
  const replaced = replacedBy(item);
  if (replaced === undefined || current.state === 'retracted') return undefined;
  const [before, after] = [replaced.disclosure, current.disclosure];
  const changed = [
    ...(before.headline === after.headline ? [] : ['headline']),
    ...(before.body === after.body ? [] : ['text']),
    ...(before.incident === after.incident ? [] : ['incident']),
    ...(differs(before.actors, after.actors) ? ['groups'] : []),
    ...(before.tlp === after.tlp ? [] : ['marking']),
  ];
  const parts = [
    ...(changed.length === 0 ? [] : [listInWords(changed)]),
    ...(before.severity === after.severity
      ? []
      : [`severity now ${after.severity}, was ${before.severity}`]),
    ...sourceChanges(before, after),
    ...(replaced.state === 'retracted' ? ['no longer retracted'] : []),
  ];
  return parts.length === 0 ? undefined : `${parts.join('; ')}.`;
}
