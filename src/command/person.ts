/** As Slack and Discord write a mention: `<@U123>`, `<@U123|name>`, `<@123>`, `<@!123>`. */
const MENTION = /^<@!?(\w+)(?:\|[^>]*)?>$/;

/** A platform's id of a person: Slack's begin with U or W, Discord's are digits. */
export const PERSON_ID = /^(?:[UW][A-Z0-9]{1,30}|\d{1,30})$/;

/** The id in a mention; other text is given back as it is. */
export function personId(text: string): string {
  return MENTION.exec(text)?.[1] ?? text;
}
