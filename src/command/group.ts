import { TocsinError } from '../shared/errors.ts';
import type { Place } from './access.ts';

/** As platforms write a mention of a user group (`<!subteam^S1|@desk>`) and of a role (`<@&1>`). */
const MENTION = /^<(?:!subteam\^|@&)(\w+)(?:\|[^>]*)?>$/;

/** Slack's ids of user groups begin with S; Discord's of roles are digits. SD, DD */
const IDS: Partial<Record<string, RegExp>> = { slack: /^S[A-Z0-9]{1,30}$/, discord: /^\d{1,30}$/ };

/** The id in a mention of a group; other text is given back as it is. */
export function groupId(text: string): string {
  return MENTION.exec(text)?.[1] ?? text;
}

/** Discord's role of everybody has the server's own id. DD */
function callsEverybody(given: string, { platform, tenant }: Place): boolean {
  const word = /^(?:<!|@)?(?:everyone|here|channel)(?:\|[^>]*)?>?$/i.test(given);
  return word || (platform === 'discord' && given === tenant);
}

function refused(message: string, remedy: string): TocsinError {
  return new TocsinError(message, { code: 'group.refused', fault: 'user', remedy });
}

const HOW: Partial<Record<string, string>> = {
  slack: 'Type @ and choose a user group, or give its id, as in mention:S0123ABCD.',
  discord: 'Choose a role of this server, or give its id, as in mention:123456789012345678.',
};

/**
 * The id of the group that posts in a place may call; undefined for `none`.
 * @param given an id, or any other word
 * @throws TocsinError for what calls everybody, and for what is no group of that platform
 */
export function groupMeant(given: string, place: Place): string | undefined {
  if (/^none$/i.test(given)) return undefined;
  if (callsEverybody(given, place)) {
    throw refused(
      'Tocsin calls nobody but one user group or role: @everyone, @here and @channel are never used.',
      HOW[place.platform] ?? 'Leave mention: out.',
    );
  }
  if (IDS[place.platform]?.test(given) === true) return given;
  throw refused(
    `“${given}” is no user group or role that can be called here.`,
    HOW[place.platform] ?? 'Groups can be called on Slack and on Discord. Leave mention: out.',
  );
}
