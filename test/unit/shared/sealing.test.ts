import { describe, expect, it } from 'vitest';
import { createSealer, type Sealer } from '../../../src/shared/sealing.ts';

const TEXT = '{"token":"a secret","words":"狼毒草 \\u0000 𝔸"}';
const sealer = createSealer(['first secret']);

function refuses(by: Sealer, sealed: string, belongsTo = 'slack:T1'): void {
  let error: unknown;
  try {
    by.open(sealed, belongsTo);
  } catch (thrown) {
    error = thrown;
  }
  expect(error, sealed).toMatchObject({ code: 'sealing.unreadable', fault: 'user' });
  expect((error as Error).message).not.toContain('secret');
}

describe('a sealer', () => {
  it('gives back what it sealed, long and empty texts too', () => {
    for (const text of [TEXT, '', 'x'.repeat(1_000_000)]) {
      const sealed = sealer.seal(text, 'slack:T1');
      expect(sealed).toMatch(/^v1\.[0-9a-f]{12}\.[\w-]{16}\.[\w-]*$/);
      expect(sealer.open(sealed, 'slack:T1')).toBe(text);
    }
    expect(sealer.seal(TEXT, 'slack:T1')).not.toContain('secret');
  });

  it('opens for nobody else', () => {
    const sealed = sealer.seal(TEXT, 'slack:T1');
    for (const other of ['slack:T2', 'discord:T1', 'slack:T', '']) refuses(sealer, sealed, other);
  });

  it('seals the same text differently each time', () => {
    const sealed = Array.from({ length: 1_000 }, () => sealer.seal(TEXT, 'slack:T1'));
    const nonces = new Set(sealed.map((text) => text.split('.')[2]));
    expect(nonces.size).toBe(1_000);
    expect(new Set(sealed.map((text) => text.split('.')[3])).size).toBe(1_000);
  });

  it('refuses what was tampered with, wherever', () => {
    const sealed = sealer.seal(TEXT, 'slack:T1');
    const parts = sealed.split('.');
    const [version, id, nonce, data] = parts as [string, string, string, string];
    const flip = (text: string, bytes: Buffer, at: number) => {
      bytes[at < 0 ? bytes.length + at : at]! ^= 1;
      return text === nonce
        ? [version, id, bytes.toString('base64url'), data].join('.')
        : [version, id, nonce, bytes.toString('base64url')].join('.');
    };
    const bytesOf = (text: string) => Buffer.from(text, 'base64url');
    refuses(sealer, flip(nonce, bytesOf(nonce), 0));
    for (const at of [0, 20, -17, -16, -1]) refuses(sealer, flip(data, bytesOf(data), at));
    for (const length of [0, 8, 15, 16, 40]) {
      const short = bytesOf(data).subarray(0, length).toString('base64url');
      refuses(sealer, [version, id, nonce, short].join('.'));
    }
    const again = sealer.seal('another', 'slack:T1').split('.');
    refuses(sealer, [version, id, again[2], data].join('.'));
    for (const text of [
      '',
      '.',
      '...',
      'v1',
      TEXT,
      `v2.${id}.${nonce}.${data}`,
      `${version}.${id}`,
    ]) {
      refuses(sealer, text);
    }
    refuses(
      sealer,
      [version, id, bytesOf(nonce).subarray(1).toString('base64url'), data].join('.'),
    );
  });

  it('opens what an earlier key sealed, and seals with the current one', () => {
    const rotated = createSealer(['second secret', 'first secret']);
    const old = sealer.seal(TEXT, 'slack:T1');
    expect(rotated.open(old, 'slack:T1')).toBe(TEXT);
    expect([sealer.isCurrent(old), rotated.isCurrent(old)]).toEqual([true, false]);
    const fresh = rotated.seal(TEXT, 'slack:T1');
    expect(rotated.isCurrent(fresh)).toBe(true);
    expect(createSealer(['second secret']).open(fresh, 'slack:T1')).toBe(TEXT);
    refuses(sealer, fresh);
  });

  it('refuses what a key sealed that is not given, also under the name of one that is', () => {
    const stranger = createSealer(['third secret']);
    const sealed = stranger.seal(TEXT, 'slack:T1');
    refuses(sealer, sealed);
    const [, id] = sealer.seal('', '').split('.');
    const [version, , nonce, data] = sealed.split('.');
    refuses(sealer, [version, id, nonce, data].join('.'));
  });

  it('names keys by what tells nothing of the secret, and the same each time', () => {
    const idOf = (secret: string) => createSealer([secret]).seal('', '').split('.')[1];
    expect(idOf('first secret')).toBe(idOf('first secret'));
    expect(idOf('first secret')).not.toBe(idOf('second secret'));
  });
});
