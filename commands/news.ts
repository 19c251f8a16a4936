import type { CommandContext } from '../src/command/context.ts';
import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import type { DisclosureRevision } from '../src/domain/disclosure.ts';
import { firstDay, lastDay, PartialDate } from '../src/domain/partial-date.ts';
import { isAbove } from '../src/domain/vocabulary.ts';
import { publishedAs } from '../src/editing/open-draft.ts';
import { disclosureHistoryCard } from '../src/present/disclosure-history-card.ts';
import { newsCard } from '../src/present/news-card.ts';
import { TocsinError } from '../src/shared/errors.ts';

const DAYS_BACK = 30;

function daysBefore(now: Date, days: number): PartialDate {
  const day = new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  return PartialDate.parse(day);
}

/** What may be shown where the line was typed. */
function ceilingOf({ invocation, services }: CommandContext) {
  return services.ceilings.of(invocation.where);
}

/** Revisions that were out by the date asked for; all, when none was. */
function outBy(
  revisions: readonly DisclosureRevision[],
  asOf: PartialDate | undefined,
): readonly DisclosureRevision[] {
  if (asOf === undefined) return revisions;
  const out = ({ at, embargo }: DisclosureRevision) => (embargo ?? at).toISOString().slice(0, 10);
  return revisions.filter((revision) => out(revision) <= lastDay(asOf));
}

/** What was told to channels since a day, each as it stood at the date asked for. */
async function told(
  since: PartialDate,
  context: CommandContext,
): Promise<readonly DisclosureRevision[]> {
  const { desk } = context.services;
  const { asOf } = context.knowledge;
  const isShown = (one: DisclosureRevision) => !isAbove(one.disclosure.tlp, ceilingOf(context));
  const newest = await desk.since(new Date(`${firstDay(since)}T00:00:00Z`));
  // What was marked higher since is not shown here by going back to before.
  const all = newest.filter(isShown);
  const then =
    asOf === undefined
      ? all
      : await Promise.all(
          all.map(async ({ disclosure }) =>
            outBy(await desk.revisions(disclosure.id), asOf).at(-1),
          ),
        );
  return then.filter((one) => one !== undefined).filter(isShown);
}

async function oneDisclosure(id: string, context: CommandContext) {
  const revisions = await publishedAs(id, context);
  const known = outBy(revisions, context.knowledge.asOf);
  const card = disclosureHistoryCard(known, ceilingOf(context), context);
  if (card !== undefined) return card;
  throw new TocsinError(`No disclosure ${id} can be shown here.`, {
    code: 'news.unknown',
    fault: 'user',
    remedy: 'Take the id from the foot of the post, or ask for news to see what was told lately.',
  });
}

export const news = defineCommand({
  verb: 'news',
  aliases: ['updates', 'latest'],
  summary: 'What was told and disclosed since a date; or all that one disclosure ever said',
  examples: ['news', 'news since:2024-08', 'news since:2020 as-of:2020-12-31'],
  params: {
    disclosure: param.id('D', 'One disclosure, such as D-7F3KQ, with all it ever said').optional,
    since: param.date('Dated on or after this date, such as 2024-08; the last 30 days if left out')
      .optional,
    skip: param.paging('Leave out this many', 100_000).optional,
  },
  asOf: true,
  right: 'ask',
  live: true,
  async run({ disclosure, since, skip = 0 }, context) {
    if (disclosure !== undefined) return await oneDisclosure(disclosure, context);
    const from = since ?? daysBefore(context.now, DAYS_BACK);
    return newsCard(from, await told(from, context), skip, context);
  },
});
