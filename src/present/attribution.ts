import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { Claim } from '../domain/claim.ts';
import type { PartialDate } from '../domain/partial-date.ts';
import { comparePartialDates } from '../domain/partial-date.ts';
import type { Source } from '../domain/source.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { shortDate } from './dates.ts';
import { inSentence, namesInWords, partyInWords } from './party-words.ts';
import { BASIS_WORDS, capitalise, listInWords } from './words.ts';

export function assertersInWords(claim: Claim): string {
  return listInWords(claim.assertedBy.map(partyInWords));
}

/** The outlets that carry it, less those that themselves assert it. */
export function reportersOf(claim: Claim): string[] {
  const asserters = new Set(claim.assertedBy.map((party) => party.name));
  return claim.reportedBy.filter((name) => !asserters.has(name));
}

/** What tells whose word a claim is. */
type KnownOfSources = Pick<Knowledge, 'source' | 'catalogueOf'>;

/**
 * Whether it is what a community catalogue has in its own list. That is its own word, but "first-hand"
 * would read as if it had seen what it lists.
 */
function isListed({ id, basis, sources, assertedBy }: Claim, knowledge: KnownOfSources): boolean {
  const catalogue = knowledge.catalogueOf(id);
  if (basis !== 'first-hand' || catalogue === undefined || isOwnCatalogue(catalogue)) return false;
  const names = new Set(assertedBy.map(({ name }) => name));
  return sources.some((one) => {
    const source = knowledge.source(one);
    return source?.tier === 'community' && names.has(source.publisher);
  });
}

/** On what ground the claim stands: basis, and who carried it. An outlet's own retelling has neither. */
function groundsOf(claim: Claim, knowledge: KnownOfSources): string[] {
  const reporters = reportersOf(claim);
  const carried = claim.basis === 'named-source' && claim.reportedBy.length > 0;
  const words = isListed(claim, knowledge) ? 'its own entry' : BASIS_WORDS[claim.basis];
  const basis = carried || claim.retelling !== undefined ? [] : [words];
  return [...basis, ...(reporters.length === 0 ? [] : [`reported by ${namesInWords(reporters)}`])];
}

/** "Microsoft (Tom Burt), first-hand" or "People familiar with it, unnamed sources, reported by Reuters". */
export function saidByInWords(claim: Claim, knowledge: KnownOfSources): string {
  return [capitalise(assertersInWords(claim)), ...groundsOf(claim, knowledge)].join(', ');
}

/**
 * When it was said: the claim's own date, else the earliest date of a source published by those who
 * say or carry it, else that of any of its sources.
 */
export function saidOn(
  claim: Claim,
  knowledge: Pick<Knowledge, 'source'>,
): PartialDate | undefined {
  if (claim.assertedOn !== undefined) return claim.assertedOn;
  const sources = claim.sources.flatMap((id) => knowledge.source(id) ?? []);
  const voices = new Set([...claim.assertedBy.map((party) => party.name), ...claim.reportedBy]);
  const theirs = sources.filter((source) => voices.has(source.publisher));
  const earliest = (list: readonly Source[]) =>
    list.flatMap((source) => source.publishedOn ?? []).sort(comparePartialDates)[0];
  return earliest(theirs) ?? earliest(sources);
}

/** Whether the date of a claim is that of the statement itself, not of a report that carries it. */
export function sayThemselves(claim: Claim, knowledge: Knowledge): boolean {
  if (claim.assertedOn !== undefined) return true;
  const names = new Set(claim.assertedBy.map((party) => party.name));
  return claim.sources.some((id) => names.has(knowledge.source(id)?.publisher ?? ''));
}

/** "Microsoft (Tom Burt), 4 Oct 2019, first-hand": opens a line that gives a claim. */
export function byline(claim: Claim, knowledge: KnownOfSources): string {
  const date = saidOn(claim, knowledge);
  const dated = date === undefined ? [] : [shortDate(date)];
  return [capitalise(assertersInWords(claim)), ...dated, ...groundsOf(claim, knowledge)].join(', ');
}

/**
 * Who links a group to a country, each once: "Microsoft", "the Council on Foreign Relations (suspected)"
 * where that is as far as all its claims go.
 */
export function sayersOf(country: string, claims: readonly Claim[]): string[] {
  const links = claims.filter((claim) => claim.kind === 'attribution' && claim.country === country);
  const byName = new Map<string, boolean>();
  for (const { assertedBy, confidence } of links) {
    const suspected = confidence !== undefined && SUSPECTED.test(confidence);
    for (const { name } of assertedBy) {
      byName.set(name, suspected && (byName.get(name) ?? true));
    }
  }
  return [...byName].map(
    ([name, suspected]) => inSentence(name) + (suspected ? ' (suspected)' : ''),
  );
}

const SUSPECTED = /\bsuspect/i;
