import type { Claim } from '../domain/claim.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

const MOST_NUMBERS = 10;
const MOST_READ = 40;

/** Claims whose own words name one of these numbers, like a CVE id, in full. */
export function claimsNaming(numbers: readonly string[], knowledge: Knowledge): readonly Claim[] {
  const found = new Set<Claim>();
  for (const number of numbers.slice(0, MOST_NUMBERS)) {
    for (const { id } of knowledge.search(number, { kinds: ['claim'], limit: MOST_READ })) {
      const claim = knowledge.claim(id);
      if (claim !== undefined && names(claim.text, number)) found.add(claim);
    }
  }
  return [...found];
}

/** `CVE-2024-1234` is not in `CVE-2024-12345`. */
function names(words: string, number: string): boolean {
  const [text, wanted] = [words.toLowerCase(), number.trim().toLowerCase()];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    const around = [text.charAt(at - 1), text.charAt(at + wanted.length)];
    if (around.every((one) => !/[\p{L}\p{N}]/u.test(one))) return true;
  }
  return false;
}
