import type { AllowedMentions } from './message-body.ts';

interface Named {
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

function named(text: string): Named {
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map((found) => found[1] ?? '');
  return {
    everyone: /@(everyone|here)\b/.test(text),
    users: all(/<@!?(\d+)>/g),
    roles: all(/<@&(\d+)>/g),
  };
}

/** Without a word on mentions, an answer notifies people only, a message everybody. DD:message */
const DEFAULTS = {
  answer: ['users'],
  message: ['users', 'roles', 'everyone'],
} as const;

/**
 * Whom a message would notify: `everyone`, and identifiers of people and roles.
 * @param text all that is shown as markdown
 * @param callable whether a role's members can be called by the author at all
 */
export function notified(
  text: string,
  allowed: AllowedMentions | null | undefined,
  kind: keyof typeof DEFAULTS,
  callable: (role: string) => boolean,
): string[] {
  const { everyone, users, roles } = named(text);
  const given = allowed ?? { parse: DEFAULTS[kind] };
  const parse = given.parse ?? [];
  const may = (key: 'users' | 'roles', id: string) =>
    parse.includes(key) || given[key]?.includes(id) === true;
  return [
    ...(everyone && parse.includes('everyone') ? ['everyone'] : []),
    ...users.filter((id) => may('users', id)),
    ...roles.filter((id) => may('roles', id) && callable(id)),
  ];
}
