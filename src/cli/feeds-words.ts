import type { AddedList } from '../app/listed-feeds.ts';
import type { Feed } from '../leads/feeds.ts';
import { visibleLine } from '../shared/visible.ts';

/** Feeds as a terminal lists them; publishers' words cannot steer it. */
export function feedLines(feeds: readonly Feed[]): string[] {
  if (feeds.length === 0) return ['No feed is read yet; see tocsin feeds --help.'];
  return feeds.map(({ id, publisher, tier, policy, state, url, failures }) => {
    const failing = failures === 0 ? '' : `, failed ${failures} times in a row`;
    return visibleLine(`${id}  ${publisher} (${tier}, ${policy}, ${state}${failing})  ${url}`);
  });
}

/** What became of a list of feeds. */
export function listLines({ added, known, skipped }: AddedList): string[] {
  return [
    `${added} added, ${known} known already, ${skipped.total} passed over.`,
    ...skipped
      .list()
      .map(({ count, reason, examples }) =>
        visibleLine(`  ${count} × ${reason}, such as ${examples.join('; ')}`),
      ),
    ...(added === 0
      ? []
      : ['The first time each is asked, Tocsin only learns what is there, and raises nothing.']),
  ];
}
