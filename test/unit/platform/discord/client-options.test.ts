import { describe, expect, test } from 'vitest';
import { clientOptions, restOptions } from '../../../../src/platform/discord/client-options.ts';

const CONFIG = {
  transport: 'gateway',
  apiUrl: undefined,
  applicationId: undefined,
  publicKey: undefined,
  shards: undefined,
  shardCount: undefined,
} as const;

const options = (change: object = {}) => clientOptions({ ...CONFIG, ...change }, () => {});

describe('what discord.js is told', () => {
  test('is to ask for little, mention nobody, and send nothing twice', () => {
    expect(options()).toMatchObject({
      intents: [1],
      enforceNonce: true,
      allowedMentions: { parse: [] },
    });
  });

  test.each([
    [{}, { shards: 'auto' }],
    [{ shardCount: 3 }, { shards: [0, 1, 2], shardCount: 3 }],
    [
      { shards: [1, 2], shardCount: 4 },
      { shards: [1, 2], shardCount: 4 },
    ],
  ])('is to run shards as set: %o', (set, expected) => {
    expect(options(set)).toMatchObject(expected);
  });

  test.each([
    [undefined, 'https://discord.com/api'],
    ['https://discord.com/api/', 'https://discord.com/api'],
    ['https://proxy.example/discord/api/v10', 'https://proxy.example/discord/api'],
    ['http://127.0.0.1:1/api/v10//', 'http://127.0.0.1:1/api'],
  ])('is where Discord is: %s', (apiUrl, api) => {
    expect(restOptions({ apiUrl }).api).toBe(api);
  });
});
