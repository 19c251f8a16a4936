import { ANY_FORM } from '../../../command/form.ts';
import { byPost } from '../answer/post.ts';
import { byResponseUrl } from '../answer/reply.ts';
import { tell } from '../answer/tell.ts';
import { INSTEAD_OF_FORM, type Kit } from '../kit.ts';
import { messageWords } from '../markup.ts';
import type { SlackApp } from './types.ts';

/** `callback_id`s, also in the manifest. */
export const NAMES_SHORTCUT = 'tocsin_names';
export const ASK_SHORTCUT = 'tocsin_ask';

/** Hears "Look up names in message", and the shortcut that opens a form anywhere. */
export function hearShortcuts(app: SlackApp, kit: Kit): void {
  const { house, pace } = kit;

  app.shortcut(
    { callback_id: NAMES_SHORTCUT, type: 'message_action' },
    async ({ shortcut, ack, context: { arrival } }) => {
      const isOurs = await arrival.keep();
      await ack().catch(() => {});
      if (!isOurs) return;
      const { installed, user } = arrival;
      const { channel, message, response_url } = shortcut;
      const where = { platform: 'slack', tenant: installed.team, channel: channel.id } as const;
      const commandLine = house.namesLine(messageWords(message), where);
      const asking = { installed, user, channel: channel.id, commandLine };
      const invocation = await kit.invocations.make(asking, pace.person);
      const thread = typeof message.thread_ts === 'string' ? message.thread_ts : undefined;
      const say = byResponseUrl(response_url, pace, { replaces: false, thread });
      await tell(kit, arrival, { invocation, shareable: true, say });
    },
  );

  app.shortcut(
    { callback_id: ASK_SHORTCUT, type: 'shortcut' },
    async ({ shortcut, ack, context: { arrival } }) => {
      const { installed, user } = arrival;
      const channel = user.id;
      const opened = await kit.forms.open(arrival, ANY_FORM, shortcut.trigger_id, { channel });
      await ack();
      if (opened) return;
      const asking = { installed, user, channel, commandLine: INSTEAD_OF_FORM };
      const invocation = await kit.invocations.make(asking, 0);
      const say = byPost(kit.calls, installed, pace, channel);
      await tell(kit, arrival, { invocation, shareable: false, say });
    },
  );
}
