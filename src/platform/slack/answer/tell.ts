import type { Answer } from '../../../command/answer.ts';
import type { Invocation } from '../../../command/context.ts';
import type { SlackMessage } from '../../../render/block-kit/render.ts';
import { failureOf } from '../failures.ts';
import type { Kit } from '../kit.ts';
import type { Arrival } from '../receive/arrival.ts';

/** An answer on its way to whoever asked. */
export interface Telling {
  readonly invocation: Invocation;
  readonly shareable: boolean;
  readonly say: (message: SlackMessage, visibility: Answer['visibility']) => Promise<void>;
  /** When the house was asked already. */
  readonly asked?: Promise<Answer>;
}

/** Says what went wrong; where that cannot be said either, only the log knows. */
async function apologise(kit: Kit, arrival: Arrival, telling: Telling, error: unknown) {
  const { house, answers } = kit;
  const failed = house.failed(error, telling.invocation);
  const setting = { installed: arrival.installed, surface: 'message', shareable: false } as const;
  try {
    const { message } = await answers.show(failed, setting);
    await telling.say(message, 'asker');
  } catch (second) {
    house.log.warn({ failure: failureOf(second) }, 'nor could the asker be told');
  }
}

/**
 * Answers a request that was acknowledged. Where Slack was only asked too often, it is left for a later
 * try; whatever else goes wrong is said to whoever asked. Never rejects.
 */
export async function tell(kit: Kit, arrival: Arrival, telling: Telling): Promise<void> {
  const { invocation, shareable, say } = telling;
  const setting = { installed: arrival.installed, surface: 'message', shareable } as const;
  try {
    const answer = await (telling.asked ?? kit.house.ask(invocation));
    await kit.answers.send(answer, setting, arrival.at + kit.pace.picture, (message) =>
      say(message, answer.visibility),
    );
  } catch (error) {
    if (failureOf(error).kind !== 'later') return await apologise(kit, arrival, telling, error);
    kit.house.log.warn({ where: invocation.where }, 'Slack asks to wait; it is tried again later');
    arrival.leave();
  }
}
