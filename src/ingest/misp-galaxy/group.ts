import type { z } from 'zod';
import type { Claim } from '../../domain/claim.ts';
import { CATALOGUE } from './names.ts';
import type { Cluster } from './schema.ts';

export type ClaimInput = z.input<typeof Claim>;

/** An entry of the file, and how it is known here. */
export interface Group {
  readonly id: string;
  readonly label: string;
  /** The file's title: `Threat Actor`. */
  readonly galaxy: string;
  readonly cluster: Cluster;
  /** Id of the file's own record as a source. */
  readonly source: string;
  /** `values[12] (APT35)` */
  readonly where: string;
}

/** What the catalogue says itself of a group. @param name the claim's own, after the group's */
export function ownClaim(
  group: Group,
  name: string,
  claim: Pick<ClaimInput, 'kind' | 'text'> & Partial<ClaimInput>,
): ClaimInput {
  return {
    id: `${group.id}.${name}`,
    about: group.id,
    assertedBy: [{ name: CATALOGUE }],
    basis: 'first-hand',
    status: 'asserted',
    sources: [group.source],
    ...claim,
  };
}
