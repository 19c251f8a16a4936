import type {
  Basis,
  ClaimKind,
  Metric,
  RelationKind,
  Sector,
  Stance,
  Status,
  Tier,
} from '../domain/vocabulary.ts';

export const TIER_WORDS: Readonly<Record<Tier, string>> = {
  primary: 'party to the matter',
  government: 'government',
  vendor: 'vendor',
  wire: 'wire',
  press: 'press',
  'state-media': 'state media',
  community: 'community',
};

export const BASIS_WORDS: Readonly<Record<Basis, string>> = {
  'first-hand': 'first-hand',
  'named-source': 'named source',
  'unnamed-sources': 'unnamed sources',
  'official-document': 'official document',
};

export const STATUS_WORDS: Readonly<Record<Status, string>> = {
  asserted: 'asserted; no independent confirmation is recorded here',
  confirmed: 'confirmed',
  disputed: 'disputed',
  corrected: 'corrected later',
  retracted: 'retracted',
};

export const KIND_WORDS: Readonly<Record<ClaimKind, string>> = {
  figure: 'figure',
  attribution: 'attribution',
  target: 'target',
  exclusion: 'who or what was not affected',
  method: 'method',
  response: 'response',
  denial: 'denial',
  alias: 'name',
  relation: 'relation between groups',
};

/** How a stance opens its line under a topic. */
export const STANCE_WORDS: Readonly<Record<Stance, string>> = {
  declines: 'Would not say',
  asserts: 'Says so',
  supports: 'Points the same way',
  'could-not-confirm': 'Could not confirm',
  denies: 'Denies',
  misreports: 'Misreported',
};

/**
 * Topic lines in the order an editor weighs them: doubts and denials directly after what they speak
 * to, so that one page does not show the one without the other.
 */
export const STANCE_ORDER: readonly Stance[] = [
  'declines',
  'asserts',
  'could-not-confirm',
  'denies',
  'supports',
  'misreports',
];

export const RELATION_WORDS: Readonly<Record<RelationKind, string>> = {
  'same-as': 'said to be the same as',
  overlaps: 'said to overlap with',
  'part-of': 'said to be part of',
  contains: 'said to include',
  renamed: 'said to be renamed as',
  'distinct-from': 'said to be distinct from',
  'confused-with': 'taken for or mixed with',
  reattributed: 'activity reassigned to or from',
  'reported-link': 'said to be linked with',
};

/** The word after the unit: "accounts attacked". */
export const METRIC_WORDS: Readonly<Record<Metric, string>> = {
  identified: 'identified',
  targeted: 'targeted',
  attacked: 'attacked',
  compromised: 'compromised',
  affected: 'affected',
  notified: 'notified',
  stolen: 'stolen',
  published: 'published',
  received: 'received',
  reached: 'reached',
  seized: 'seized',
  disrupted: 'disrupted',
  charged: 'charged',
  sanctioned: 'sanctioned',
  sued: 'sued',
  rewarded: 'offered as a reward',
  observed: 'observed',
  tracked: 'tracked',
  available: 'where the service was offered',
  located: 'with targets',
  changed: 'change',
};

const SECTOR_WORDS: Partial<Record<Sector, string>> = {
  'political-campaign': 'Political campaigns',
  'political-party': 'Political parties',
  'political-organisation': 'Political organisations',
  'local-government': 'Local government',
  'election-system': 'Election systems',
  candidate: 'Candidates',
  'civil-society': 'Civil society',
  'think-tank': 'Think tanks',
  'policy-expert': 'Policy experts',
  'critical-infrastructure': 'Critical infrastructure',
  media: 'News media',
};

/** A sector as a heading: "News media", "Think tanks". */
export function sectorWords(sector: Sector): string {
  const words = SECTOR_WORDS[sector] ?? sector.replaceAll('-', ' ');
  return words[0]?.toUpperCase() + words.slice(1);
}

/** "A", "A and B", "A, B and C"; or with another word than "and". */
export function listInWords(items: readonly string[], joint: 'and' | 'or' = 'and'): string {
  if (items.length <= 1) return items[0] ?? '';
  return `${items.slice(0, -1).join(', ')} ${joint} ${items.at(-1)}`;
}

export function capitalise(words: string): string {
  return words === '' ? words : words[0]?.toUpperCase() + words.slice(1);
}

/** "1 claim", "2 claims". */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString('en-GB')} ${number === 1 ? singular : plural}`;
}

/** The words with a full stop at their end, unless they end in a mark of their own or a reference after one. */
export function sentence(words: string): string {
  return /[.!?…]["”]?(?:\s*\[\d{1,2}\])*$/.test(words) ? words : `${words}.`;
}
