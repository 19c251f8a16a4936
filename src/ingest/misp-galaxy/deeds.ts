import { isPartialDate } from '../../domain/partial-date.ts';
import { type ClaimInput, type Group, ownClaim } from './group.ts';
import { listed, textsOf } from './meta.ts';
import { CATALOGUE } from './names.ts';
import { cfrWord } from './origins.ts';

interface Reader {
  readonly key: string;
  readonly kind: 'target' | 'method';
  /** Between who says it and the list. */
  readonly says: (group: string) => string;
  readonly ofCfr?: boolean;
}

const READERS: readonly Reader[] = [
  {
    key: 'cfr-suspected-victims',
    kind: 'target',
    says: (group) => `lists as suspected victims of ${group}`,
    ofCfr: true,
  },
  {
    key: 'cfr-target-category',
    kind: 'target',
    says: (group) => `lists as kinds of targets of ${group}`,
    ofCfr: true,
  },
  {
    key: 'cfr-type-of-incident',
    kind: 'method',
    says: (group) => `lists as kinds of incidents laid to ${group}`,
    ofCfr: true,
  },
  {
    key: 'suspected-victims',
    kind: 'target',
    says: (group) => `lists as suspected victims of ${group}`,
  },
  {
    key: 'targeted-sector',
    kind: 'target',
    says: (group) => `lists as sectors that ${group} targets`,
  },
  { key: 'victimology', kind: 'target', says: (group) => `describes the victims of ${group}` },
  { key: 'capabilities', kind: 'method', says: (group) => `lists as capabilities of ${group}` },
  { key: 'mode-of-operation', kind: 'method', says: (group) => `describes how ${group} works` },
];

/** Whom a group is said to aim at, how it works, and since when. */
export function deedsOf(group: Group): readonly ClaimInput[] {
  const claims = READERS.flatMap(({ key, kind, says, ofCfr = false }) => {
    const words = textsOf(group.cluster, key);
    if (words.length === 0) return [];
    const { who, ...saying } = ofCfr ? cfrWord(group) : { who: CATALOGUE };
    const text = `${who} ${says(group.label)}: ${listed(words).replace(/\.$/, '')}.`;
    return [ownClaim(group, key, { kind, text, ...saying })];
  });
  return [...claims, ...since(group)];
}

function since(group: Group): readonly ClaimInput[] {
  const [date] = textsOf(group.cluster, 'since');
  if (date === undefined) return [];
  return [
    ownClaim(group, 'since', {
      kind: 'method',
      text: `${CATALOGUE} has ${group.label} active since ${date.slice(0, 60)}.`,
      ...(isPartialDate(date) && { window: { from: date, to: null } }),
    }),
  ];
}
