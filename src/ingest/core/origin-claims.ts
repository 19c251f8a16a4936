import type { z } from 'zod';
import type { Claim } from '../../domain/claim.ts';
import { countryNamed } from '../../domain/countries.ts';
import { inQuotes } from '../core/words.ts';
import { hashId, slug } from './ids.ts';

type ClaimInput = z.input<typeof Claim>;

/** Who says it, through whom, and where it stands. */
export interface Saying
  extends Pick<ClaimInput, 'assertedBy' | 'reportedBy' | 'basis' | 'sources'> {
  /** As the subject of a sentence: `Microsoft`, `Microsoft, as MISP galaxy passes on,`. */
  readonly who: string;
}

interface Threat {
  readonly kind: 'attribution' | 'method';
  /** The rest of the sentence, after who says it and the group. */
  readonly says: (group: string) => string;
}

/**
 * What Microsoft puts in place of, or beside, a country:
 * https://learn.microsoft.com/en-us/unified-secops/microsoft-threat-actor-naming
 */
const THREATS: Readonly<Record<string, Threat>> = {
  'financially motivated': {
    kind: 'attribution',
    says: (group) => `counts ${group} among financially motivated groups.`,
  },
  'private sector offensive actor': {
    kind: 'attribution',
    says: (group) => `counts ${group} among private sector offensive actors.`,
  },
  'influence operations': {
    kind: 'method',
    says: (group) => `says that ${group} carries out influence operations.`,
  },
  'group in development': {
    kind: 'attribution',
    says: (group) => `lists ${group} as a group in development: one not known well enough yet.`,
  },
  'covert network': {
    kind: 'attribution',
    says: (group) => `lists ${group} as a covert network.`,
  },
};

const LONGEST_OWN_NAME = 32;

function ownName(part: string): string {
  const words = slug(part);
  return words === '' || words.length > LONGEST_OWN_NAME
    ? hashId('origin', part)
    : `origin-${words}`;
}

/**
 * The claims in a label such as `Israel, Private sector offensive actor`: one for each of its parts. A
 * part that is neither a known country nor a known sort of threat is kept in its own words.
 */
export function originClaims(
  label: string,
  group: { readonly id: string; readonly label: string },
  { who, ...saying }: Saying,
): readonly ClaimInput[] {
  const parts = label.split(/[,;]/).map((part) => part.trim().replace(/\s+/g, ' '));
  return [...new Set(parts.filter((part) => part !== ''))].map((part) => {
    const word = part.toLowerCase();
    const threat = Object.hasOwn(THREATS, word) ? THREATS[word] : undefined;
    const country = threat === undefined ? countryNamed(part) : undefined;
    const says =
      threat?.says(group.label) ??
      `gives as the origin of ${group.label}: ${country ?? inQuotes(part.slice(0, 200))}.`;
    return {
      ...saying,
      id: `${group.id}.${ownName(country ?? part)}`,
      about: group.id,
      kind: threat?.kind ?? 'attribution',
      text: `${who} ${says}`,
      ...(country !== undefined && { country }),
      status: 'asserted',
    };
  });
}
