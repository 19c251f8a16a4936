import type { Answer } from '../../../command/answer.ts';
import { inTime } from '../../../interaction/in-time.ts';
import type { Shown } from '../answer/answers.ts';
import { byResponseUrl, reply } from '../answer/reply.ts';
import { tell } from '../answer/tell.ts';
import type { FormPlace } from '../form/place.ts';
import { INSTEAD_OF_FORM, type Kit } from '../kit.ts';
import { typedText } from '../markup.ts';
import type { Arrival } from '../receive/arrival.ts';
import type { SlackApp } from './types.ts';

interface Ready {
  readonly answer: Answer;
  readonly shown: Shown;
}

/**
 * Hears the slash command, whatever the workspace's manifest calls it. What is ready soon is said in the
 * acknowledgement itself: then nothing needs to be written down, for a command that was not acknowledged
 * is not lost. A first answer cannot be replaced by its response URL (bolt-js issue 2287), so it waits
 * for its pictures.
 */
export function hearCommands(app: SlackApp, kit: Kit): void {
  const { house, answers, pace } = kit;

  async function openForm(arrival: Arrival, line: string, trigger: string, place: FormPlace) {
    const form = arrival.isReplay ? undefined : house.formAsked(line);
    return form !== undefined && (await kit.forms.open(arrival, form, trigger, place));
  }

  async function readyFor(arrival: Arrival, asked: Promise<Answer>): Promise<Ready> {
    const answer = await asked;
    const setting = { installed: arrival.installed, surface: 'message', shareable: true } as const;
    return { answer, shown: await answers.show(answer, setting) };
  }

  app.command(/^/, async ({ command, ack, context: { arrival } }) => {
    const line = typedText(command.text ?? '').trim();
    const { channel_id: channel, response_url: responseUrl } = command;
    if (await openForm(arrival, line, command.trigger_id, { channel, responseUrl })) {
      return await ack();
    }
    const commandLine = house.formAsked(line) === undefined ? line : INSTEAD_OF_FORM;
    const { installed, user } = arrival;
    const invocation = await kit.invocations.make({ installed, user, channel, commandLine }, 0);
    const asked = house.ask(invocation);
    const say = byResponseUrl(responseUrl, pace);
    const ready = await inTime(readyFor(arrival, asked), pace.answerInAck).catch(() => undefined);
    if (ready?.late === false && !arrival.isReplay && answers.isSafe(ready.value.shown)) {
      const { answer, shown } = ready.value;
      const { visibility } = answer;
      return await ack(reply(shown.message, visibility)).catch(() =>
        say(shown.message, visibility),
      );
    }
    const isOurs = await arrival.keep();
    await ack().catch(() => {});
    if (isOurs) await tell(kit, arrival, { invocation, shareable: true, say, asked });
  });
}
