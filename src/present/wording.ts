import type { Claim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { assertersInWords, saidOn } from './attribution.ts';
import { whenSaid } from './dates.ts';
import { listInWords } from './words.ts';

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

function namesAsserter(claim: Claim): boolean {
  return claim.assertedBy.some((party) => claim.text.includes(party.name));
}

function reportedBy(claim: Claim): string {
  const names = claim.reportedBy.filter((name) => !assertersInWords(claim).includes(name));
  return names.length === 0 ? '' : `, as reported by ${listInWords(names)}`;
}

/** One attributed sentence: the statement, who says so, when, and through whom. */
function attributed(claim: Claim, knowledge: Knowledge): string {
  const date = saidOn(claim, knowledge);
  const when = date === undefined ? '' : ` ${whenSaid(date)}`;
  const statement = withoutStop(claim.text);
  if (namesAsserter(claim))
    return `${statement} (${assertersInWords(claim)}${when}${reportedBy(claim)}).`;
  return `${statement}, ${assertersInWords(claim)} said${when}${reportedBy(claim)}.`;
}

/**
 * A sentence ready to paste: attributed, dated, and followed by every sentence that limits its
 * figure. Undefined for a retelling or a retracted claim, which must not be quoted as fact.
 */
export function wordingToPaste(claim: Claim, knowledge: Knowledge): string | undefined {
  if (
    claim.retelling !== undefined ||
    claim.status === 'retracted' ||
    claim.status === 'corrected'
  ) {
    return undefined;
  }
  const limits = isFigureClaim(claim)
    ? claim.figure.limitedBy.flatMap((id) => knowledge.claim(id)?.text ?? [])
    : [];
  const dispute = claim.status === 'disputed' ? ['This is disputed.'] : [];
  return [attributed(claim, knowledge), ...limits, ...dispute].join(' ');
}
