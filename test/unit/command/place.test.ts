import { describe, expect, it } from 'vitest';
import { channelMeant, isChannel } from '../../../src/command/place.ts';
import type { Place } from '../../../src/domain/place.ts';

const place = (platform: Place['platform'], tenant: string, channel: string): Place => ({
  platform,
  tenant,
  channel,
});

describe('a channel', () => {
  it.each([
    place('slack', 'T1', 'C0123'),
    place('slack', 'E1', 'G0123'),
    place('discord', '1', '2'),
    place('console', 'local', 'newsroom'),
  ])('$platform/$tenant/$channel is one', (one) => {
    expect(isChannel(one)).toBe(true);
    expect(channelMeant(one)).toBe(one);
  });

  it.each([
    place('slack', 'T1', 'D0123'),
    place('slack', 'T1', 'U0123'),
    place('slack', 'T1', ''),
    place('discord', 'user:1', '2'),
    place('discord', '1', ''),
    place('cli', 'local', 'terminal'),
  ])('$platform/$tenant/$channel is none', (one) => {
    expect(() => channelMeant(one)).toThrow(expect.objectContaining({ fault: 'user' }));
  });
});
