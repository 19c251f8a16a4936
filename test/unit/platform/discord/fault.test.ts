import { DiscordAPIError, HTTPError } from 'discord.js';
import { describe, expect, test } from 'vitest';
import {
  discordFault,
  isAcknowledged,
  isGone,
  isNoMessage,
  isPassing,
  isRefused,
} from '../../../../src/platform/discord/fault.ts';

const TOKEN = 'aW50ZXJhY3Rpb246MTpzZWNyZXQ';
const ROUTE = `/webhooks/123456789012345678/${TOKEN}/messages/@original` as const;
const URL = `https://discord.com/api/v10${ROUTE}`;
const BODY = { files: undefined, body: { components: [{ content: 'private words' }] } };

function refused(code: number, status: number) {
  const raw = { code, message: 'Discord’s words' };
  return discordFault(new DiscordAPIError(raw, code, status, 'PATCH', URL, BODY), 'PATCH', ROUTE);
}

describe('a fault of Discord’s', () => {
  test('keeps its number and words, and neither the address nor what was sent', () => {
    const fault = refused(50013, 403);
    expect(fault).toMatchObject({ status: 403, number: 50013, fault: 'far-side' });
    expect(fault.message).toContain('Discord’s words');
    expect(fault.where).toBe('PATCH /webhooks/:id/:token/messages/@original');
    const everything = JSON.stringify({ ...fault, message: fault.message, stack: fault.stack });
    expect(everything).not.toContain(TOKEN);
    expect(everything).not.toContain('private words');
    expect(fault.cause).toBeUndefined();
  });

  test('hides the token of a callback, and ids', () => {
    const route = `/interactions/123456789012345678/${TOKEN}/callback`;
    expect(discordFault(new Error('x'), 'POST', route).where).toBe(
      'POST /interactions/:id/:token/callback',
    );
    expect(
      discordFault(new Error('x'), 'POST', '/channels/123456789012345678/messages').where,
    ).toBe('POST /channels/:id/messages');
  });

  test.each([
    [10062, 404, isGone],
    [10015, 404, isGone],
    [50027, 401, isGone],
    [40060, 400, isAcknowledged],
    [10008, 404, isNoMessage],
    [50035, 400, isRefused],
    [50013, 403, isRefused],
  ])('%i is told from others', (number, status, is) => {
    expect(is(refused(number, status))).toBe(true);
    expect(isPassing(refused(number, status))).toBe(false);
  });

  test('passes when Discord or the network is at fault', () => {
    const http = new HTTPError(503, 'Unavailable', 'PATCH', URL, BODY);
    expect(isPassing(discordFault(http, 'PATCH', ROUTE))).toBe(true);
    expect(isPassing(discordFault(new Error('socket hang up'), 'PATCH', ROUTE))).toBe(true);
    expect(isPassing(refused(0, 429))).toBe(true);
    expect(isPassing(new Error('ours'))).toBe(false);
    expect(isRefused(new Error('ours'))).toBe(false);
  });
});
