import type { Claim } from '../domain/claim.ts';

/** Verbs that tell a statement; a verb of action ("blocked", "sanctioned") does not. */
const SPEECH =
  'said|says?|told|accused|asked|warned|called|calls|gave|put|counts|counted|denied|den(?:y|ies)|reject(?:s|ed)|would not|could not|believes?|holds?|held|judges?|judged|assess(?:es|ed)?|describes?|described|named|lists?|listed|links?|linked|ties?|tied|attributed|refused|urged|blamed|condemned|notes?|noted|pointed out|identified|reported|reports|treats|sees|saw|places|spoke|sums up|took note|looked at|found|offered no|did not (?:answer|reply|name|think)|had (?:no evidence|confirmed)|thought';

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** The words under which a sentence may name who speaks: the party, or the speaker's last name. */
function namesOf(claim: Claim): string[] {
  return claim.assertedBy.flatMap(({ name, through }) => {
    const speaker = through !== undefined && /^\p{Lu}/u.test(through) ? through : undefined;
    return [name, ...(speaker === undefined ? [] : [speaker.split(' ').at(-1) ?? speaker])];
  });
}

/** Whether the party that asserts it is the subject of the sentence. */
export function startsWithAsserter(claim: Claim): boolean {
  return claim.assertedBy.some(({ name }) => withoutArticle(claim.text).startsWith(name));
}

function withoutArticle(words: string): string {
  return words.replace(/^The /, '');
}

/**
 * Whether the sentence says of itself whose statement it is: "Microsoft believes …". A verb far from
 * the name counts only when the name opens the sentence.
 */
export function tellsWhoSays(claim: Claim): boolean {
  const names = namesOf(claim).map(escaped).join('|');
  const reach = startsWithAsserter(claim) ? 200 : 60;
  return new RegExp(`(?:${names})\\b[^.;]{0,${reach}}?\\b(?:${SPEECH})\\b`, 'iu').test(claim.text);
}
