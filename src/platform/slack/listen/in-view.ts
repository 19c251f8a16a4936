import type { BlockAction } from '@slack/bolt';
import type { Answer } from '../../../command/answer.ts';
import { byPost } from '../answer/post.ts';
import { tell } from '../answer/tell.ts';
import { failureOf } from '../failures.ts';
import { plainView } from '../form/view.ts';
import type { Kit } from '../kit.ts';
import type { Arrival } from '../receive/arrival.ts';
import type { SlackApp } from './types.ts';

/**
 * Answers a button of App Home in a window above it, and one of such a window in its place. Where Slack
 * opens none any more, the answer goes to the person's messages with the app.
 */
export async function tellInView(
  kit: Kit,
  arrival: Arrival,
  commandLine: string,
  body: BlockAction,
): Promise<void> {
  const { house, answers, calls, pace } = kit;
  const { installed, user } = arrival;
  const asking = { installed, user, channel: user.id, commandLine };
  const invocation = await kit.invocations.make(asking, 0);
  const asked = house.ask(invocation);
  const setting = { installed, surface: 'view', shareable: false } as const;

  async function show(answer: Answer): Promise<void> {
    await answers.send(answer, setting, arrival.at + pace.picture, async ({ blocks }) => {
      const view = plainView(blocks);
      await calls.call(installed, (client) =>
        body.view?.type === 'modal'
          ? client.views.update({ view_id: body.view.id, view })
          : client.views.open({ trigger_id: body.trigger_id, view }),
      );
    });
  }

  try {
    if (!arrival.isReplay) return await show(await asked);
  } catch (error) {
    house.log.warn({ failure: failureOf(error) }, 'an answer could not be shown in a window');
  }
  const say = byPost(calls, installed, pace, user.id);
  await tell(kit, arrival, { invocation, shareable: false, say, asked });
}

/** Shows what this workspace follows and how Tocsin does, whenever somebody opens App Home. */
export function hearHome(app: SlackApp, kit: Kit): void {
  const { house, answers, calls } = kit;

  app.event('app_home_opened', async ({ event, context: { arrival } }) => {
    if (event.tab === 'messages') return;
    const { installed, user } = arrival;
    // What channels follow is shown to those who may subscribe one, so who asks has to be known.
    const asking = { installed, user, channel: user.id, commandLine: 'subscriptions' };
    const invocation = await kit.invocations.make(asking, 0);
    const answer = await house.home(invocation);
    const { message } = await answers.show(answer, {
      installed,
      surface: 'view',
      shareable: false,
    });
    await calls.call(installed, (client) =>
      client.views.publish({ user_id: user.id, view: { type: 'home', blocks: message.blocks } }),
    );
  });
}
