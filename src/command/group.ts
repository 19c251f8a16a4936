/** As platforms write a mention of a user group (`<!subteam^S1|@desk>`) and of a role (`<@&1>`). */
const MENTION = /^<(?:!subteam\^|@&)(\w+)(?:\|[^>]*)?>$/;

/** Slack's ids of user groups begin with S; Discord's of roles are digits. SD, DD */
const IDS: Partial<Record<string, RegExp>> = { slack: /^S[A-Z0-9]{1,30}$/, discord: /^\d{1,30}$/ };

/** The id in a mention of a group; other text is given back as it is. */
export function groupId(text: string): string {
  return MENTION.exec(text)?.[1] ?? text;
}

/** Whether an id has the form of a platform's for a group of people. */
export function isGroupOf(platform: string, id: string): boolean {
  return IDS[platform]?.test(id) === true;
}

/** Whether a word calls everybody in a channel, a workspace or a server. */
export function callsEverybody(word: string): boolean {
  return /^(?:<!|@)?(?:everyone|here|channel)(?:\|[^>]*)?>?$/i.test(word);
}
