import type { BlockAction } from '@slack/bolt';
import type { Answer } from '../../../command/answer.ts';
import { CONTROL_WORDS } from '../../../interaction/wording.ts';
import { ACTION_PREFIX, readButtonValue } from '../../../render/block-kit/buttons.ts';
import type { SlackMessage } from '../../../render/block-kit/render.ts';
import { byResponseUrl } from '../answer/reply.ts';
import { respond } from '../answer/respond.ts';
import { tell } from '../answer/tell.ts';
import type { FormPlace } from '../form/place.ts';
import { slackTenant } from '../install/installed.ts';
import type { Kit } from '../kit.ts';
import type { Arrival } from '../receive/arrival.ts';
import { tellInView } from './in-view.ts';
import type { SlackApp } from './types.ts';

/** Buttons that turn pages, or share the page. */
const PAGING = `${ACTION_PREFIX}page-`;

/** The message that a button stands on. */
interface Pressed {
  readonly channel: string;
  readonly thread: string | undefined;
  /** Only the presser sees it. */
  readonly isOwn: boolean;
  readonly responseUrl: string;
}

function pressedMessage(body: BlockAction): Pressed | undefined {
  const { channel, response_url: responseUrl, container } = body;
  if (channel?.id === undefined || !responseUrl) return undefined;
  return {
    channel: channel.id,
    thread: typeof container.thread_ts === 'string' ? container.thread_ts : undefined,
    isOwn: container.is_ephemeral === true,
    responseUrl,
  };
}

/**
 * Hears every button of a card. A button is a command line, and is authorised like a typed one, from
 * what Slack says of who pressed it. What a message for everyone is asked is answered for the presser
 * alone; turning a page of one's own message puts the page in its place.
 */
export function hearButtons(app: SlackApp, kit: Kit): void {
  const { house, pace } = kit;

  async function lineOf(value: string, { installed }: Arrival): Promise<string | undefined> {
    const button = readButtonValue(value);
    if ('commandLine' in button) return button.commandLine;
    return await house.buttonLines.find(slackTenant(installed.team), button.key);
  }

  async function answerMessage(
    arrival: Arrival,
    line: string,
    pressed: Pressed,
    isPaging: boolean,
  ): Promise<void> {
    const { installed, user } = arrival;
    const { channel, thread, isOwn, responseUrl } = pressed;
    const asking = { installed, user, channel, commandLine: line };
    const invocation = await kit.invocations.make(asking, pace.person);
    const say = (message: SlackMessage, visibility: Answer['visibility']) => {
      const replaces = isPaging && isOwn && visibility === 'asker';
      return byResponseUrl(responseUrl, pace, { replaces, thread })(message, visibility);
    };
    await tell(kit, arrival, { invocation, shareable: true, say });
  }

  async function sayStale(pressed: Pressed | undefined): Promise<void> {
    if (pressed === undefined) return;
    const stale = {
      response_type: 'ephemeral',
      replace_original: false,
      text: CONTROL_WORDS.stale,
    };
    await respond(pressed.responseUrl, stale, pace.call);
  }

  async function openedForm(arrival: Arrival, line: string, trigger: string, pressed?: Pressed) {
    const form = arrival.isReplay ? undefined : house.formAsked(line);
    if (form === undefined) return false;
    const { channel, responseUrl, thread }: FormPlace = pressed ?? { channel: arrival.user.id };
    return await kit.forms.open(arrival, form, trigger, { channel, responseUrl, thread });
  }

  async function press(body: BlockAction, value: string, isPaging: boolean, arrival: Arrival) {
    const pressed = pressedMessage(body);
    const line = await lineOf(value, arrival);
    if (line === undefined) return await sayStale(pressed);
    if (await openedForm(arrival, line, body.trigger_id, pressed)) return;
    if (pressed === undefined) return await tellInView(kit, arrival, line, body);
    await answerMessage(arrival, line, pressed, isPaging);
  }

  app.action(
    new RegExp(`^${ACTION_PREFIX}`),
    async ({ action, body, ack, context: { arrival } }) => {
      const isOurs = await arrival.keep();
      await ack().catch(() => {});
      if (!isOurs || body.type !== 'block_actions' || !('action_id' in action)) return;
      if (action.type !== 'button') return;
      await press(body, action.value ?? '', action.action_id.startsWith(PAGING), arrival);
    },
  );
}
