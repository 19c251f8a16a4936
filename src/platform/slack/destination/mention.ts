import type { RichTextBlock } from '@slack/types';

/** Ids of user groups. own: Slack writes them so and says nowhere that it does. */
const GROUP = /^S[A-Z0-9]{2,30}$/;

/** Whether it is the id of a user group; nothing else can be called. */
export function isGroup(id: string): boolean {
  return GROUP.test(id);
}

/** Calls one user group, by its id and never by markup: nothing in a card can look like it. */
export function callOf(group: string): RichTextBlock {
  return {
    type: 'rich_text',
    elements: [
      { type: 'rich_text_section', elements: [{ type: 'usergroup', usergroup_id: group }] },
    ],
  };
}
