import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { signatureCheck } from '../../../../src/platform/discord/signature.ts';

const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const hex = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url').toString('hex');
const NOW = new Date('2026-11-23T12:00:00Z');
const TIMESTAMP = String(NOW.getTime() / 1000);
const BODY = Buffer.from('{"type":1,"name":"狼毒草"}');

const signatureOf = (timestamp: string, body: Buffer = BODY) =>
  sign(null, Buffer.concat([Buffer.from(timestamp), body]), privateKey).toString('hex');

describe('Discord’s signature', () => {
  const isSigned = signatureCheck(hex);
  const good = { signature: signatureOf(TIMESTAMP), timestamp: TIMESTAMP, body: BODY };

  test('is known, in large letters too', () => {
    expect(isSigned(good, NOW)).toBe(true);
    expect(isSigned({ ...good, signature: good.signature.toUpperCase() }, NOW)).toBe(true);
    expect(signatureCheck(hex.toUpperCase())(good, NOW)).toBe(true);
  });

  test('is of every byte', () => {
    for (let at = 0; at < BODY.length; at += 1) {
      const body = Buffer.from(BODY);
      body[at] = (body[at] ?? 0) ^ 1;
      expect(isSigned({ ...good, body }, NOW)).toBe(false);
    }
  });

  test('holds for five minutes, either way', () => {
    const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
    expect(isSigned(good, at(300))).toBe(true);
    expect(isSigned(good, at(301))).toBe(false);
    expect(isSigned(good, at(-300))).toBe(true);
    expect(isSigned(good, at(-301))).toBe(false);
  });

  test('of another application is not known', () => {
    expect(signatureCheck('0'.repeat(64))(good, NOW)).toBe(false);
  });

  test('needs a key', () => {
    expect(() => signatureCheck('abc')).toThrow('DISCORD_PUBLIC_KEY');
  });
});
