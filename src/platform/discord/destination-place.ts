import { Routes } from 'discord.js';
import type { APIDMChannel, APIGuild } from 'discord-api-types/v10';
import type { Place } from '../../domain/place.ts';
import type { Call, Called } from './destination-call.ts';
import { type Limits, later } from './destination-failure.ts';

const OWNER = '@owner';
/** How `placeOf` calls the tenant of a person who installed Tocsin for themselves. */
export const PERSONAL = 'user:';

/** Whoever owns a server, or installed Tocsin for themselves. */
export async function ownerOf(
  { tenant }: Place,
  limits: Limits,
  call: Call,
): Promise<Called<string>> {
  if (tenant.startsWith(PERSONAL)) return { is: 'done', value: tenant.slice(PERSONAL.length) };
  const guild = await call<APIGuild>(limits, (rest) => rest.get(Routes.guild(tenant)));
  return guild.is === 'done' ? { is: 'done', value: guild.value.owner_id } : guild;
}

/** Whom a place stands for; undefined when it is a channel. */
async function personOf(
  place: Place,
  limits: Limits,
  call: Call,
): Promise<Called<string> | undefined> {
  const { channel } = place;
  if (channel === OWNER) return await ownerOf(place, limits, call);
  return channel.startsWith('@') ? { is: 'done', value: channel.slice(1) } : undefined;
}

/**
 * The channel that a place is, opened first where it is a person. Nothing of it is unknown: opening a
 * conversation twice opens it once.
 */
export async function channelOf(place: Place, limits: Limits, call: Call): Promise<Called<string>> {
  const person = await personOf(place, limits, call);
  if (person === undefined) return { is: 'done', value: place.channel };
  const opened =
    person.is === 'done'
      ? await call<APIDMChannel>(limits, (rest) =>
          rest.post(Routes.userChannels(), { body: { recipient_id: person.value } }),
        )
      : person;
  if (opened.is === 'done') return { is: 'done', value: opened.value.id };
  const { failure } = opened;
  if (failure.is !== 'unknown') return opened;
  return { ...opened, failure: later(0, undefined, failure.reason) };
}
