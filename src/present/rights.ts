import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';

/** A right that is given by name. */
export type GivenRight = 'subscribe' | 'edit' | 'administer';

/** From the least to the greatest; each brings along those before it. */
export const RIGHTS: readonly GivenRight[] = ['subscribe', 'edit', 'administer'];

/** What each right lets a person do, after "may". */
export const ALLOWS: Readonly<Record<GivenRight, string>> = {
  subscribe:
    'decide which disclosures channels here follow. This version cannot follow any yet; the right counts from when it can',
  edit: 'publish, correct and retract what goes to every channel of this Tocsin, those of other workspaces and servers too, and all that “subscribe” allows. This version cannot publish yet; the right counts from when it can',
  administer:
    'give and take rights in the whole workspace or server, read who did what there, set how confidential the things shown in its channels may be, and all that “edit” allows',
};

/** Each right with what it lets a person do. */
export function rightsInWords(): Spans[] {
  return RIGHTS.map((right) => [strong(right), text(`: may ${ALLOWS[right]}.`)]);
}
