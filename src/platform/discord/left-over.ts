import type { APIInteraction, APIMessage } from 'discord-api-types/v10';
import type { InboxItem } from '../../interaction/ports.ts';
import { type Desk, TOKEN_MS } from './desk.ts';
import { isGone, isNoMessage } from './fault.ts';
import { outcomeOf } from './outcome.ts';
import { announce, read } from './reading.ts';
import { asMessage, deliver } from './turn.ts';

/** Message flags: announced and not yet there; only the asker sees it. DD message */
const LOADING = 1 << 7;
const EPHEMERAL = 1 << 6;

type Found = APIMessage | 'nothing';

async function original(interaction: APIInteraction, { api }: Desk): Promise<Found> {
  try {
    return await api.readOriginal(interaction);
  } catch (error) {
    if (isGone(error) || isNoMessage(error)) return 'nothing';
    throw error;
  }
}

/** @returns false when it may be tried again later */
async function finish(interaction: APIInteraction, desk: Desk): Promise<boolean> {
  const { house } = desk;
  const reading = read(interaction, house);
  const expected = announce(interaction, reading);
  const message = await original(interaction, desk);
  // Never announced, or taken away: nobody waits. Already there: it was only not noted.
  if (message === 'nothing') return true;
  const flags = message.flags ?? 0;
  if (!expected.inPlace && (flags & LOADING) === 0) return true;
  const seenBy = (flags & EPHEMERAL) === 0 ? 'channel' : 'asker';
  const announced = expected.inPlace ? expected : ({ ...expected, audience: seenBy } as const);
  const outcome = await outcomeOf(reading, interaction, house);
  const late = await asMessage(outcome, { interaction, reading, house });
  return await deliver(late, announced, { ...desk, interaction });
}

async function takeOver({ key, body }: InboxItem, desk: Desk): Promise<void> {
  const { house, busy } = desk;
  // Slow, but not forgotten: this very process is still at it.
  if (busy.has(key)) return;
  busy.add(key);
  try {
    // Written by `attend`, encrypted since.
    if (await finish(body as APIInteraction, desk)) await house.inbox.done('discord', key);
  } catch (error) {
    house.log.warn({ err: error, interaction: key }, 'a left-over request could not be finished');
  } finally {
    busy.delete(key);
  }
}

/**
 * Finishes what was announced by a process that then ended. What is older than its token is dropped.
 * @throws when the inbox cannot be read
 */
export async function finishLeftOver(desk: Desk): Promise<void> {
  const { clock, inbox } = desk.house;
  const notBefore = new Date(clock.now().getTime() - TOKEN_MS);
  const items = await inbox.leftOver('discord', notBefore);
  await Promise.all(items.map((item) => takeOver(item, desk)));
}
