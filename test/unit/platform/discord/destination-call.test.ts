import { DiscordAPIError, REST } from 'discord.js';
import { expect, test } from 'vitest';
import { type Call, caller } from '../../../../src/platform/discord/destination-call.ts';
import { countByTenant } from '../../../../src/platform/discord/tenant-refusals.ts';

const SPAN = 10 * 60_000;

function opened() {
  let time = Date.parse('2026-03-02T12:00:00Z');
  const clock = { now: () => new Date(time) };
  const call = caller({ rest: new REST(), barred: () => 0 }, countByTenant(clock));
  const pass = (by: number) => {
    time += by;
  };
  return { call, pass };
}

function refusal(status: number, number: number): DiscordAPIError {
  return new DiscordAPIError({ message: 'No', code: number }, number, status, 'POST', 'u', {});
}

/** @returns whether it was sent */
async function tried(call: Call, tenant: string, error: Error): Promise<boolean> {
  let sent = false;
  await call({ bot: 'bot', channel: `bot:post:${tenant}`, tenant }, async () => {
    sent = true;
    throw error;
  });
  return sent;
}

async function sentOf(tries: number, call: Call, tenant: string, error: Error): Promise<number> {
  let sent = 0;
  for (let at = 0; at < tries; at += 1) sent += Number(await tried(call, tenant, error));
  return sent;
}

test('one server whose people bring about refusals is left alone, and no other', async () => {
  const { call, pass } = opened();
  const closed = refusal(403, 50013);
  expect(await sentOf(1_000, call, 'G1', closed)).toBe(300);
  expect(await call({ bot: 'b', channel: 'c', tenant: 'G1' }, async () => 'done')).toMatchObject({
    is: 'failed',
    failure: { is: 'later', after: SPAN, limit: 'c', reason: expect.stringContaining('pauses') },
  });
  expect(await tried(call, 'G2', closed)).toBe(true);
  pass(SPAN);
  expect(await sentOf(2, call, 'G1', closed)).toBe(2);
});

test('what is refused for another reason does not count', async () => {
  const { call } = opened();
  expect(await sentOf(400, call, 'G1', refusal(404, 10003))).toBe(400);
  expect(await sentOf(400, call, 'G1', refusal(400, 50035))).toBe(400);
});
