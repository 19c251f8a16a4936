import { onlyAsks } from '../../../interaction/only-asks.ts';
import { byEphemeral, byPost } from '../answer/post.ts';
import { tell } from '../answer/tell.ts';
import { INSTEAD_OF_FORM, type Kit } from '../kit.ts';
import { typedText, withoutMention } from '../markup.ts';
import type { SlackApp } from './types.ts';

/**
 * Hears mentions in channels and threads, and answers in the thread for everyone there: the question
 * was put in the open, and an ephemeral message in a thread that nobody has open is never seen. Slash
 * commands do not run in threads (SD slash-commands). What takes more than asking, such
 * as the audit log, is not for everyone: the asker alone sees the answer.
 */
export function hearMentions(app: SlackApp, kit: Kit): void {
  const { house, calls, pace } = kit;

  app.event('app_mention', async ({ event, context: { arrival } }) => {
    const { installed, user } = arrival;
    const isPerson = event.user !== undefined && event.bot_id === undefined && !event.subtype;
    if (!isPerson || event.user === installed.botUserId) return;
    const said = typedText(withoutMention(event.text, installed.botUserId)).trim();
    const commandLine = house.formAsked(said) === undefined ? said : INSTEAD_OF_FORM;
    const asking = { installed, user, channel: event.channel, commandLine };
    const invocation = await kit.invocations.make(asking, pace.person);
    const say = onlyAsks(commandLine, house.commands)
      ? byPost(calls, installed, pace, event.channel, event.thread_ts ?? event.ts)
      : byEphemeral(calls, installed, pace, {
          channel: event.channel,
          user: user.id,
          thread: event.thread_ts,
        });
    await tell(kit, arrival, { invocation, shareable: false, say });
  });
}
