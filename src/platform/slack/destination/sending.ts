import { setTimeout as pause } from 'node:timers/promises';
import type { OutgoingMessage, Unknown } from '../../../delivery/destination.ts';
import type { Place } from '../../../domain/place.ts';
import type { SlackMessage } from '../../../render/block-kit/render.ts';
import type { Kit } from '../kit.ts';
import { callOf, isGroup } from './mention.ts';
import { type NotDone, notSent, outcomeOf } from './outcomes.ts';
import type { Spot } from './spot.ts';

/** A message on its way. */
export interface Sending {
  readonly act: 'post' | 'edit';
  readonly place: Place;
  readonly spot: Spot;
  readonly message: OutgoingMessage;
}

/**
 * Renders, keeps long buttons and hands over; what goes wrong before is told apart from what goes wrong
 * after a call left.
 * @param hand makes the call; again, and no sooner than a channel takes it, where Slack refused a picture
 */
export async function send<Outcome>(
  kit: Pick<Kit, 'answers' | 'house' | 'pace'>,
  { act, place, spot, message }: Sending,
  hand: (message: SlackMessage) => Promise<Outcome>,
): Promise<Outcome | NotDone | Unknown> {
  const { card, commandLine, mention } = message;
  const { answers, house, pace } = kit;
  const isCalled = mention !== undefined && isGroup(mention);
  if (mention !== undefined && !isCalled) {
    house.log.warn({ place, mention }, 'a mention is left out: it is no id of a user group');
  }
  const answer = {
    card,
    commandLine,
    page: 1,
    visibility: 'channel',
    answered: true,
    reusable: false,
  } as const;
  const setting = {
    installed: spot.installed,
    surface: 'message',
    shareable: false,
    lead: isCalled ? [callOf(mention)] : [],
  } as const;
  const until = house.clock.now().getTime() + pace.postPicture;
  let hasLeft = false;
  let outcome: Outcome | undefined;
  try {
    await answers.send(answer, setting, until, async (rendered) => {
      if (hasLeft) await pause(pace.nextPost);
      hasLeft = true;
      outcome = await hand(rendered);
    });
  } catch (error) {
    if (hasLeft) return outcomeOf(error, act, place);
    house.log.warn({ err: error, place }, 'a message could not be prepared');
    return notSent(error, act, place);
  }
  return outcome ?? { is: 'unknown', reason: 'no answer' };
}
