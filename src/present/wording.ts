import type { Claim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { reportersOf, saidOn, sayThemselves } from './attribution.ts';
import { longDate, periodInWords, whenSaid } from './dates.ts';
import { inSentence, namesInWords, partyAsSpeaker } from './party-words.ts';
import { startsWithAsserter, tellsWhoSays } from './speech.ts';
import { capitalise, listInWords } from './words.ts';

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

/** The day a statement was made, as "on 4 October 2019", or the day of a report, as an aside. */
interface Dated {
  readonly said?: string;
  readonly reported?: string;
}

function datesItself(claim: Claim, date: string): boolean {
  const day = date.replace(/ \d{4}$/, '');
  return new RegExp(`\\b(?:on|in|of) (?:${date}|${day})\\b`, 'i').test(claim.text);
}

function dated(claim: Claim, knowledge: Knowledge): Dated {
  const date = saidOn(claim, knowledge);
  const carried = reportersOf(claim).length > 0;
  if (date === undefined)
    return carried ? { reported: 'date not known' } : { said: 'on a date not known' };
  if (carried && !sayThemselves(claim, knowledge)) return { reported: longDate(date) };
  return datesItself(claim, longDate(date)) ? {} : { said: whenSaid(date) };
}

/** People who gave no name are said to have given none; press reports are nobody's word. */
function speakers(claim: Claim): string {
  const words = listInWords(claim.assertedBy.map(partyAsSpeaker));
  const known = claim.basis !== 'unnamed-sources' || /not named|^press/.test(words);
  if (known) return words;
  return `${words}, who ${/^(?:people|two)\b/.test(words) ? 'were' : 'was'} not named,`;
}

function spokesmen(claim: Claim): string[] {
  const told = (name: string) => claim.text.includes(name.split(' ').at(-1) ?? name);
  return claim.assertedBy.flatMap(({ through }) =>
    through === undefined || told(through) ? [] : [through],
  );
}

/** One attributed sentence: the statement, who says so, when, and through whom. */
function attributed(claim: Claim, knowledge: Knowledge): string {
  const { said, reported } = dated(claim, knowledge);
  const reporters = namesInWords(reportersOf(claim));
  const carried =
    reporters === ''
      ? []
      : [`as reported by ${reporters}`, ...(reported === undefined ? [] : [reported])];
  const statement = withoutStop(claim.text);
  if (tellsWhoSays(claim)) {
    const day = said === undefined ? [] : [said.replace(/^(?:on|in) (?:a )?/, '')];
    const aside = [...spokesmen(claim), ...day, ...carried].join(', ');
    return aside === '' ? `${statement}.` : `${statement} (${aside}).`;
  }
  const own = claim.assertedBy.length > 1 ? 'they' : 'it';
  const who = startsWithAsserter(claim) ? own : speakers(claim);
  const when = said === undefined ? '' : ` ${said}`;
  return `${[statement, `${who} said${when}`, ...carried].join(', ')}.`;
}

/** A sentence that limits a figure, with its own attribution when it does not say whose it is. */
function limit(one: Claim, figure: Claim, knowledge: Knowledge): string {
  if (tellsWhoSays(one)) return one.text;
  const [party] = one.assertedBy;
  const same = party !== undefined && figure.assertedBy.some(({ name }) => name === party.name);
  if (!same || party === undefined) return attributed(one, knowledge);
  return `${capitalise(inSentence(party.name))} also said: ${one.text}`;
}

function bounds(claim: Claim, knowledge: Knowledge): string[] {
  if (!isFigureClaim(claim)) return [];
  const { scope, window, limitedBy } = claim.figure;
  return [
    ...limitedBy
      .flatMap((id) => knowledge.claim(id) ?? [])
      .map((one) => limit(one, claim, knowledge)),
    ...(scope === undefined ? [] : [`Scope: ${scope}.`]),
    ...(window === undefined ? [] : [`Period: ${periodInWords(window)}.`]),
  ];
}

/**
 * A sentence ready to paste: attributed, dated, and followed by every sentence that limits its
 * figure, by its scope and by its period. Undefined for a retelling or a retracted claim, which must
 * not be quoted as fact.
 */
export function wordingToPaste(claim: Claim, knowledge: Knowledge): string | undefined {
  if (
    claim.retelling !== undefined ||
    claim.status === 'retracted' ||
    claim.status === 'corrected'
  ) {
    return undefined;
  }
  const dispute = claim.status === 'disputed' ? ['This is disputed.'] : [];
  return [attributed(claim, knowledge), ...bounds(claim, knowledge), ...dispute].join(' ');
}
