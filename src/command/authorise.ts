import { type GrantedRight, type Place, withImplied } from './access.ts';
import type { CommandServices, Invocation } from './context.ts';
import type { Command, Right } from './define.ts';
import { isOperator } from './place.ts';
import type { Problem } from './problem.ts';

/**
 * Whether the asker has a right, from the platform or by name. Grants are looked up only when more than
 * asking is needed, and anew each time: a right that was taken away is gone at once, on every node.
 */
export async function hasRight(
  right: Right,
  { may, where, who }: Pick<Invocation, 'may' | 'where' | 'who'>,
  { grants }: Pick<CommandServices, 'grants'>,
): Promise<boolean> {
  if (withImplied(may).has(right)) return true;
  return right !== 'ask' && withImplied(await grants.of(where, who.id)).has(right);
}

/** The problem if the verb asks for a right that neither the platform vouches for nor anybody has granted. */
export async function authorise(
  command: Command,
  invocation: Invocation,
  services: Pick<CommandServices, 'grants'>,
): Promise<Problem | undefined> {
  const { right, verb } = command;
  if (await hasRight(right, invocation, services)) return undefined;
  const { where, who } = invocation;
  return {
    kind: 'not-allowed',
    verb,
    right,
    who: who.id,
    where,
    suggestions: [{ commandLine: 'help', why: 'help' }],
  };
}

/**
 * Whether whoever may administer can give the right from there. Editing reaches every tenant, so only an
 * operator gives it: no tenant's administrator does, not even one who may edit.
 */
export function mayGive(right: GrantedRight, where: Pick<Place, 'platform'>): boolean {
  return right !== 'edit' || isOperator(where);
}
