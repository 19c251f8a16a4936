import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param } from '../src/command/param.ts';
import { type Advisory, CveId } from '../src/domain/advisory.ts';
import type { Knowledge, SearchHit } from '../src/knowledge/knowledge.ts';
import { advisoryCard } from '../src/present/advisory-card.ts';
import { claimsNaming } from '../src/present/claims-naming.ts';
import { HITS_SHOWN, searchCard } from '../src/present/search-card.ts';

/** Enough for paging by hand; a longer list calls for better words. */
const MOST_HITS = 120;

/** As CISA numbers what it tells of industrial and medical devices: ICSA-23-012-08. */
const CISA_NUMBER = /^ICSM?A-\d{2}-\d{3}-\d{2}[A-Z]?$/;

/** Whether nothing but a number is asked for. */
function isNumberAsked(words: string): boolean {
  const number = words.trim().toUpperCase();
  return CISA_NUMBER.test(number) || CveId.safeParse(number).success;
}

/** What is about a number or names it in full: numbers that are merely close tell of other flaws. */
function hitsFor(
  number: string,
  advisories: readonly Advisory[],
  knowledge: Knowledge,
): readonly SearchHit[] {
  const hits: readonly Pick<SearchHit, 'kind' | 'id'>[] = [
    ...advisories.map(({ id }) => ({ kind: 'advisory' as const, id })),
    ...claimsNaming([number], knowledge).map(({ id }) => ({ kind: 'claim' as const, id })),
  ];
  return hits.slice(0, MOST_HITS).map((hit, at) => ({ ...hit, score: -at }));
}

export const search = defineCommand({
  verb: 'search',
  aliases: ['find', 'ask'],
  summary: 'Claims, incidents, groups and advisories that match words or a plain question',
  examples: [
    'search password reset',
    'search Murtaugh',
    'search "how many accounts were compromised?"',
  ],
  params: {
    query: param.text('Words or a question').required,
    skip: param.paging('Leave out this many matches', MOST_HITS).optional,
  },
  asOf: true,
  right: 'ask',
  run({ query, skip = 0 }, context) {
    const { knowledge, services } = context;
    const advisories = knowledge.advisoriesNamed(query);
    const [advisory] = advisories;
    if (advisory !== undefined && advisories.length === 1) return advisoryCard(advisory, context);
    const isNumber = advisories.length > 0 || isNumberAsked(query);
    const all = isNumber
      ? hitsFor(query, advisories, knowledge)
      : knowledge.search(query, { limit: MOST_HITS, prefer: services.defaultIncident });
    const near = all.length === 0 && !isNumber ? knowledge.suggest(query, undefined, 4) : [];
    const capped = all.length === MOST_HITS;
    const more = (to: number) => formatLine('search', { query, skip: to });
    const hits = all.slice(skip, skip + HITS_SHOWN);
    return searchCard(
      { query, hits, skipped: skip, total: all.length, capped, near, more },
      context,
    );
  },
});
