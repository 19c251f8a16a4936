import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { TenantSeen } from './tenant-words.ts';

/** A right that is given by name. */
export type GivenRight = 'subscribe' | 'edit' | 'administer';

/** In the order they are shown. */
export const RIGHTS: readonly GivenRight[] = ['subscribe', 'edit', 'administer'];

/** Why no tenant's administrator gives the right to edit. */
export const EDITING_REACHES =
  'what an editor publishes goes to every channel of this Tocsin, those of other workspaces and servers too';

/** What each right lets a person do, after "may". */
export const ALLOWS: Readonly<Record<GivenRight, string>> = {
  subscribe:
    'decide which disclosures channels here follow, when they are posted, and which one group they call',
  edit: 'publish, correct and retract what goes to every channel of this Tocsin, those of other workspaces and servers too, and all that “subscribe” allows. Only whoever runs Tocsin can give this right',
  administer:
    'give and take rights in the whole workspace or server (“edit” can be taken away there, not given), read who did what there, set how confidential the things shown in its channels may be, and all that “subscribe” allows. It does not include “edit”',
};

/** Each right with what it lets a person do. */
export function rightsInWords(): Spans[] {
  return RIGHTS.map((right) => [strong(right), text(`: may ${ALLOWS[right]}.`)]);
}

/** What whoever runs Tocsin types, on the machine it runs on, to give a right in a tenant. */
export function operatorLine(
  person: string,
  right: GivenRight,
  { platform, tenant }: Pick<TenantSeen, 'platform' | 'tenant'>,
): string {
  return `npx tocsin ask "grant ${person} right:${right} in:${platform}/${tenant}"`;
}
