import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { PartialDate } from '../src/domain/partial-date.ts';
import { newsCard } from '../src/present/news-card.ts';

const DAYS_BACK = 30;

function daysBefore(now: Date, days: number): PartialDate {
  const day = new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
  return PartialDate.parse(day);
}

export const news = defineCommand({
  verb: 'news',
  aliases: ['updates', 'latest'],
  summary: 'Disclosures and updates since a date; the last 30 days if none is given',
  examples: ['news', 'news since:2024-08', 'news since:2020 as-of:2020-12-31'],
  params: {
    since: param.date('Dated on or after this date, such as 2024-08; the last 30 days if left out')
      .optional,
    skip: param.paging('Leave out this many', 100_000).optional,
  },
  asOf: true,
  right: 'ask',
  run({ since, skip = 0 }, context) {
    return newsCard(since ?? daysBefore(context.now, DAYS_BACK), skip, context);
  },
});
