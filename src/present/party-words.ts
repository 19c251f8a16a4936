import type { Party } from '../domain/claim.ts';
import { listInWords } from './words.ts';

/** Bodies whose name a sentence carries with an article: "the White House", "the FBI". */
const TAKES_ARTICLE =
  /^(?:US [A-Z]|US government|White House|Kremlin|European Union|United (?:States|Kingdom)|FBI|NSA|Cyber Safety|Council on|Democratic National|Associated Press$|[A-Z]\w+ (?:government|campaign|Embassy|Foreign Ministry))/;

/** A name as it stands inside a sentence: "the US Treasury", "Microsoft". */
export function inSentence(name: string): string {
  if (name.startsWith('English copy')) return `an ${name}`;
  return TAKES_ARTICLE.test(name) ? `the ${name}` : name;
}

/** "Reuters and the Associated Press". */
export function namesInWords(names: readonly string[]): string {
  return listInWords(names.map(inSentence));
}

/** "Microsoft (Tom Burt)": the party, and who spoke for it. */
export function partyInWords(party: Party): string {
  const name = inSentence(party.name);
  return party.through === undefined ? name : `${name} (${party.through})`;
}

/** "Microsoft's Tom Burt", but "Microsoft (a spokesperson)": the party as the subject of "said". */
export function partyAsSpeaker(party: Party): string {
  const named = party.through !== undefined && /^\p{Lu}/u.test(party.through);
  return named ? `${inSentence(party.name)}'s ${party.through}` : partyInWords(party);
}
