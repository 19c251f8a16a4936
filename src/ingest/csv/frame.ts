import type { z } from 'zod';
import type { Claim } from '../../domain/claim.ts';
import type { CitedPages } from '../core/cited.ts';
import type { Reading } from '../core/format.ts';
import type { Groups } from './actors.ts';
import type { Mapping } from './schema.ts';
import type { Row } from './table.ts';
import type { Cells } from './values.ts';

export type ClaimDraft = z.input<typeof Claim>;

/** What the reading of one table needs. */
export interface Plan {
  readonly mapping: Mapping;
  readonly cells: Cells;
  readonly pages: CitedPages;
  readonly groups: Groups;
  /** Ids of the sources that stand for the table and for its rows. */
  readonly own: Set<string>;
  readonly reading: Reading;
}

/** What all records of one row have in common. */
export interface Frame {
  readonly row: Row;
  readonly id: string;
  readonly title: string;
  /** What the table says of the row: its own page, or the table. */
  readonly source: string;
  readonly where: string;
}

/** A claim of the table itself. */
export function ownClaim(
  { mapping: { publisher } }: Plan,
  { id, source }: Frame,
  name: string,
): Omit<ClaimDraft, 'kind' | 'text'> {
  return {
    id: `${id}.${name}`,
    about: id,
    assertedBy: [{ name: publisher }],
    basis: 'first-hand',
    status: 'asserted',
    sources: [source],
  };
}

/** @returns the id of the source that stands for a page that a row points to */
export function cite({ pages }: Plan, { id, where }: Frame, url: string): string {
  return pages.add(url, id, where);
}
