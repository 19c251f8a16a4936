import type { APITextDisplayComponent } from 'discord-api-types/v10';

/** Room that every message leaves for it: identifiers have 20 digits at most. */
export const ROLE_CALL = { characters: 24, components: 1 } as const;

/**
 * A line that calls the members of a role, where `allowed_mentions` names it. It stands outside the card,
 * which can call nobody.
 * @param role its id
 */
export function roleCall(role: string): APITextDisplayComponent {
  return { type: 10, content: `<@&${role}>` };
}
