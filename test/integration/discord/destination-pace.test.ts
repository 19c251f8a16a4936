import { setTimeout as pause } from 'node:timers/promises';
import { RESTEvents } from 'discord.js';
import { describe, expect, test } from 'vitest';
import type { Pace } from '../../../src/delivery/destination.ts';
import { createDestination } from '../../../src/platform/discord/destination.ts';
import { sendingRest } from '../../../src/platform/discord/destination-rest.ts';
import { countRefusals } from '../../../src/platform/discord/health.ts';
import { openMemoryHouse } from '../../support/memory-house.ts';
import { movedClock, openDouble, secret } from './harness.ts';
import { messageOf, openPosting } from './posting.ts';

/** What the ledger's pacing does, for one process: exact sliding windows. */
function reserving() {
  const taken = new Map<string, number[]>();
  return (limits: readonly Pace[]): number => {
    const now = performance.now();
    let at = now;
    for (const { key, most, span } of limits) {
      const times = taken.get(key) ?? [];
      at = Math.max(at, (times.at(-most) ?? -Infinity) + span);
    }
    for (const { key } of limits) taken.set(key, [...(taken.get(key) ?? []), at]);
    return at - now;
  };
}

describe('the pace of posts', () => {
  test('has a limit of the whole bot, and one of the channel for each act', async () => {
    const { destination, place, placeIn, house, double } = await openPosting({
      guild: { channels: ['news', 'other'] },
    });
    const keys = (act: 'post' | 'edit' | 'find', at = place) =>
      destination.pace(act, at).map(({ key }) => key);
    const [bot] = keys('post');
    for (const act of ['post', 'edit', 'find'] as const) {
      expect(keys(act)[0]).toBe(bot);
      expect(keys(act, placeIn('other'))).not.toContain(keys(act)[1]);
    }
    expect(new Set([keys('post')[1], keys('edit')[1], keys('find')[1]]).size).toBe(3);
    // Another node with the same token counts against the same keys, another token against others.
    const options = {
      config: { apiUrl: double.apiUrl },
      timing: { post: 1_000 },
      clock: house.clock,
      log: house.log,
      refusals: countRefusals(house.clock),
    };
    const of = (value: string) => {
      const token = secret(value);
      const sending = sendingRest({ ...options, token });
      sending.close();
      return createDestination({ house, sending, token }).pace('post', place)[0]?.key;
    };
    expect(of(double.token)).toBe(bot);
    expect(of('another')).not.toBe(bot);
  });

  test('is never too fast for a second counted anywhere, also where many come in a heap', async () => {
    const names = ['news', ...Array.from({ length: 90 }, (_, n) => `news-${n}`)];
    const { double, destination, placeIn } = await openPosting({ guild: { channels: names } });
    double.enforceGlobal(50);
    double.enforce('POST /channels/:channel/messages', { limit: 5, perMs: 5_000 });
    const reserve = reserving();
    const began = performance.now();
    const outcomes = await Promise.all(
      names.map(async (name, n) => {
        const place = placeIn(name);
        // Every third is held up before it is sent, and comes when others are due.
        await pause(reserve(destination.pace('post', place)) + (n % 3 === 0 ? 80 : 0));
        return await destination.post(place, messageOf('it', { key: `post-${n}` }));
      }),
    );
    const took = performance.now() - began;
    expect(outcomes.map(({ is }) => is)).toEqual(names.map(() => 'sent'));
    expect(double.requests.filter(({ status }) => status === 429)).toEqual([]);
    // Only that it did not go faster than it may: how fast it goes, the bench says.
    expect(took).toBeGreaterThan(1_000);
  });

  test('keeps a process that was stopped from sending all at once what it missed', async () => {
    const names = ['news', ...Array.from({ length: 70 }, (_, n) => `news-${n}`)];
    const { double, destination, placeIn } = await openPosting({ guild: { channels: names } });
    double.enforceGlobal(50);
    const outcomes = await Promise.all(
      names.map((name, n) => destination.post(placeIn(name), messageOf('it', { key: `p${n}` }))),
    );
    expect(outcomes.map(({ is }) => is)).toEqual(names.map(() => 'sent'));
    expect(double.requests.filter(({ status }) => status === 429)).toEqual([]);
  });

  test('takes several posts in one channel as fast as Discord does, and no faster', async () => {
    const { double, destination, place } = await openPosting();
    double.enforce('POST /channels/:channel/messages', { limit: 5, perMs: 5_000 });
    const reserve = reserving();
    const waits: number[] = [];
    for (let n = 0; n < 6; n += 1) {
      const wait = reserve(destination.pace('post', place));
      waits.push(wait);
      if (n < 5) await pause(wait);
      else double.elapse(wait);
      const outcome = await destination.post(place, messageOf('it', { key: `post-${n}` }));
      // discord.js itself waits by this machine's clock, which did not move on.
      expect(outcome.is).toBe(n < 5 ? 'sent' : 'later');
    }
    expect(Math.max(...waits.slice(0, 5))).toBeLessThan(30);
    expect(waits[5]).toBeGreaterThan(4_500);
    expect(double.requests.filter(({ status }) => status === 429)).toEqual([]);
  });
});

describe('too much that Discord refused', () => {
  test('ends sending for the rest of the ten minutes', async () => {
    const double = await openDouble();
    const { clock, pass } = movedClock();
    const house = await openMemoryHouse({ clock });
    const token = secret(double.token);
    const sending = sendingRest({
      config: { apiUrl: double.apiUrl },
      token,
      timing: { post: 1_000 },
      clock,
      log: house.log,
      refusals: countRefusals(clock),
    });
    const destination = createDestination({ house, sending, token });
    const guild = double.addGuild({ channels: ['news'] });
    const place = {
      platform: 'discord',
      tenant: guild.id,
      channel: double.channel(guild, 'news').id,
    } as const;
    sending.rest.emit(RESTEvents.InvalidRequestWarning, { count: 4_000, remainingTime: 60_000 });
    const outcome = await destination.post(place, messageOf('it'));
    expect(outcome).toMatchObject({ is: 'later', limit: destination.pace('post', place)[0]?.key });
    expect(double.requests).toEqual([]);
    pass(61_000);
    expect(await destination.post(place, messageOf('it'))).toMatchObject({ is: 'sent' });
    sending.close();
  });
});
