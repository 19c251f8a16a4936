import type { APIInteraction } from 'discord-api-types/v10';
import { inTime } from '../../interaction/in-time.ts';
import { onlyAsks } from '../../interaction/only-asks.ts';
import { announcement, deliverLate, deliverNow, type Respond } from './deliver.ts';
import type { Desk } from './desk.ts';
import { isAcknowledged, isGone, isNoMessage, isPassing } from './fault.ts';
import type { Outgoing } from './message.ts';
import { answerTo, apology, type Outcome, outcomeOf } from './outcome.ts';
import { type Announcement, announce, type Reading, read } from './reading.ts';
import { placeOf } from './to-invocation.ts';

/** How long an acknowledgement waits for the database to write down what it promises. */
const WRITING_MS = 700;

interface LateOutcome {
  readonly message: Outgoing;
  readonly inPlace: boolean;
}

/** One interaction on its way to an answer. */
interface Turn extends Desk {
  readonly interaction: APIInteraction;
  readonly respond: Respond;
  readonly reading: Reading;
  /** Writes the interaction down, once; false when another node has it. */
  take(): Promise<boolean>;
}

/** An announced answer, as a message: it is too late for a form. */
export async function asMessage(
  outcome: Outcome,
  { interaction, reading, house }: Pick<Turn, 'interaction' | 'reading' | 'house'>,
): Promise<LateOutcome> {
  if (outcome.is === 'message') return outcome;
  const line = reading.is === 'line' ? reading.line : 'help';
  return { message: await answerTo(line, interaction, house), inPlace: false };
}

/** Whether the announcement may be made: not when another node has the interaction. */
async function mayAnnounce({ take, house }: Turn): Promise<boolean> {
  try {
    const taken = await inTime(take(), WRITING_MS);
    return taken.late || taken.value;
  } catch (error) {
    house.log.error({ err: error }, 'a request could not be written down');
    return true;
  }
}

/** @returns false when it may be tried again later, the error itself when an apology may be taken */
async function tryTo(
  outcome: LateOutcome,
  announced: Announcement,
  turn: Pick<Turn, 'interaction' | 'api' | 'house'>,
): Promise<boolean | { readonly error: unknown }> {
  const { interaction, house } = turn;
  try {
    await deliverLate(outcome.message, outcome.inPlace, { ...turn, announced });
    return true;
  } catch (error) {
    const about = { err: error, interaction: interaction.id };
    if (isGone(error) || isNoMessage(error)) {
      house.log.warn(about, 'there is nowhere left to put an answer');
      return true;
    }
    if (!isPassing(error)) return { error };
    house.log.warn(about, 'an answer could not be delivered; it is tried again');
    return false;
  }
}

/**
 * Delivers what was announced, or says why it cannot.
 * @returns false when it may be tried again later
 */
export async function deliver(
  outcome: LateOutcome,
  announced: Announcement,
  turn: Pick<Turn, 'interaction' | 'api' | 'house'>,
): Promise<boolean> {
  const { interaction, house } = turn;
  const first = await tryTo(outcome, announced, turn);
  if (typeof first === 'boolean') return first;
  const message = await apology(first.error, interaction, house);
  const second = await tryTo({ message, inPlace: false }, announced, turn);
  if (typeof second === 'boolean') return second;
  house.log.error({ err: second.error, interaction: interaction.id }, 'nobody could be told');
  return true;
}

/** @returns false when it may be tried again later */
async function answerLate(turn: Turn, work: Promise<Outcome | undefined>): Promise<boolean> {
  const { interaction, reading, respond } = turn;
  if (!(await mayAnnounce(turn))) return true;
  const announced = announce(interaction, reading);
  try {
    await respond(announcement(announced));
  } catch (error) {
    if (!isAcknowledged(error)) throw error;
  }
  const outcome = await work;
  if (outcome === undefined) return true;
  return await deliver(await asMessage(outcome, turn), announced, turn);
}

/** @returns false when it may be tried again later */
async function answer(turn: Turn): Promise<boolean> {
  const { interaction, reading, respond, take, house, timing } = turn;
  const asks = reading.is !== 'line' || onlyAsks(reading.line, house.commands);
  // What changes something is written down before it is done, so that no second node does it again.
  const work = (async () =>
    asks || (await take()) ? await outcomeOf(reading, interaction, house) : undefined)();
  const ready = await inTime(work, timing.patience);
  if (ready.late) return await answerLate(turn, work);
  if (ready.value !== undefined) await deliverNow(ready.value, respond, house);
  return true;
}

/**
 * Answers an interaction, announced first when it takes long. What was announced is written down, and
 * stays so until it is answered.
 * @throws when the first answer could not be given
 */
export async function attend(
  interaction: APIInteraction,
  respond: Respond,
  desk: Desk,
): Promise<void> {
  const { house } = desk;
  let taking: Promise<boolean> | undefined;
  const take = () => {
    const { platform, tenant } = placeOf(interaction);
    const item = { platform, tenant, key: interaction.id, body: interaction };
    taking ??= house.inbox.take({ ...item, receivedAt: house.clock.now() });
    return taking;
  };
  let finished = true;
  try {
    const reading = read(interaction, house);
    finished = await answer({ ...desk, interaction, respond, reading, take });
  } finally {
    const taken = await taking?.catch(() => false);
    if (taken === true && finished) await house.inbox.done('discord', interaction.id);
  }
}
