import { shorten } from '../card/split.ts';
import type { Difference } from '../disclosure/detect.ts';
import type { Claim, Figure, FigureClaim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import { LIMITS } from '../domain/disclosure.ts';
import { isAbove } from '../domain/vocabulary.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { assertersInWords, byline, saidOn } from './attribution.ts';
import { catalogueName } from './catalogues.ts';
import { shortDate } from './dates.ts';
import { measureInWords, quantityInWords } from './figure.ts';
import { capitalise, count, sentence } from './words.ts';

/** What has to be known for words about claims that changed. */
export type KnownOfClaims = Pick<
  Knowledge,
  'actor' | 'catalogueOf' | 'claim' | 'incident' | 'programme' | 'source'
>;

/** Characters of a statement or a note; the claim's own card has the whole. */
const LONGEST = 450;

/** The number with its qualifier, said even where it is exact: "241, exactly". */
function qualified(figure: Figure): string {
  const exact = figure.value !== null && figure.qualifier === 'exactly' && !figure.wording;
  return exact ? `${quantityInWords(figure)}, exactly` : quantityInWords(figure);
}

/** "Microsoft, 4 Oct 2019." */
function saidBy(claim: Claim, knowledge: KnownOfClaims): string {
  const date = saidOn(claim, knowledge);
  const dated = date === undefined ? '' : `, ${shortDate(date)}`;
  return `${capitalise(assertersInWords(claim))}${dated}.`;
}

/** What stands directly beneath a number: what is counted, and what limits it. */
function bounds({ figure, tlp }: FigureClaim, before: Figure, knowledge: KnownOfClaims): string[] {
  const { scope } = figure;
  const moved = before.scope !== undefined && before.scope !== scope;
  const counted =
    scope === undefined
      ? []
      : [sentence(moved ? `Counted now: ${scope}; before: ${before.scope}` : `Counted: ${scope}`)];
  const limits = figure.limitedBy
    .flatMap((id) => knowledge.claim(id) ?? [])
    .filter((limit) => !isAbove(limit.tlp, tlp));
  return [...counted, ...limits.map(({ text }) => sentence(text))];
}

function figureChange(before: FigureClaim, after: FigureClaim, knowledge: KnownOfClaims): string {
  const [was, is] = [before.figure, after.figure];
  const measures = [measureInWords(was), measureInWords(is)];
  const [measureBefore = '', measureNow = ''] = measures;
  const same = measureBefore === measureNow;
  const what = same
    ? `${capitalise(measureNow)}: said ${qualified(was)}; now ${qualified(is)}.`
    : `Said ${qualified(was)} (${measureBefore}); now ${qualified(is)} (${measureNow}).`;
  return [what, saidBy(after, knowledge), ...bounds(after, was, knowledge)].join(' ');
}

const NOW: Partial<Record<Claim['status'], string>> = {
  disputed: 'This is now disputed',
  corrected: 'This has been corrected',
  retracted: 'This has been taken back',
};

/** "“Four accounts were compromised.” (Microsoft, 4 Oct 2019, first-hand)" */
function quoted(claim: Claim, knowledge: KnownOfClaims): string {
  return `“${shorten(claim.text, LONGEST)}” (${byline(claim, knowledge)})`;
}

/** What changed from what to what, and who says it: whole sentences. */
export function differenceInWords(difference: Difference, knowledge: KnownOfClaims): string {
  const { is, catalogue, before, after } = difference;
  switch (is) {
    case 'figure':
      return figureChange(before, after, knowledge);
    case 'replaced':
      return `Said: ${quoted(before, knowledge)}. Now: ${quoted(after, knowledge)}.`;
    case 'status': {
      const note = after.note === undefined ? '' : ` ${sentence(shorten(after.note, LONGEST))}`;
      return `${quoted(after, knowledge)}. ${NOW[after.status] ?? `Now ${after.status}`}.${note}`;
    }
    case 'withdrawn':
      return `${quoted(before, knowledge)}. The ${catalogueName(catalogue)} no longer carries this statement.`;
  }
}

function labelOf(about: string, knowledge: KnownOfClaims): string {
  const subject = knowledge.incident(about) ?? knowledge.actor(about) ?? knowledge.programme(about);
  return subject?.label ?? about;
}

function oneInShort({ is, before, after }: Difference): string {
  const who = assertersInWords(after ?? before);
  if (is === 'figure' && isFigureClaim(before) && isFigureClaim(after)) {
    const measure = measureInWords(after.figure);
    return `${measure}, now ${qualified(after.figure)}, before ${qualified(before.figure)} (${who})`;
  }
  if (is === 'status') return `a statement by ${who} is now ${after.status}`;
  if (is === 'withdrawn') return `a statement by ${who} is no longer carried`;
  return `${who} replaced what was said before`;
}

/** A headline for differences of one subject, at most as long as one may be. */
export function changeHeadline(
  about: string,
  differences: readonly Difference[],
  knowledge: KnownOfClaims,
): string {
  const label = labelOf(about, knowledge);
  const [first] = differences;
  const several = `${count(differences.length, 'statement')} changed`;
  const what = first !== undefined && differences.length === 1 ? oneInShort(first) : several;
  return shorten(`${label}: ${what}`, LIMITS.headline);
}

/** Opens the words that a later change adds to a disclosure's own. */
const SINCE = 'Changed since it was published:';

/**
 * A disclosure's text with what changed at its end.
 * @returns undefined when there is no room for it
 */
export function bodyWithChange(body: string, changes: readonly string[]): string | undefined {
  const whole = [body, SINCE, ...changes].join(' ');
  return whole.length <= LIMITS.body ? whole : undefined;
}

/** What was wrong before, as a correction says it; shortened where the text has the whole. */
export function changeReason(changes: readonly string[]): string {
  return shorten(changes.join(' '), LIMITS.reason);
}
