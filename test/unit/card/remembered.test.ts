import { describe, expect, test } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import { remembered } from '../../../src/card/remembered.ts';

function card(title: string): Card {
  const footer = { asOf: [], tlp: 'TLP:CLEAR' };
  return { title, tone: 'answer', blocks: [], sources: [], actions: [], footer };
}

describe('remembered', () => {
  test('makes once what depends on the same card and the same key', () => {
    let made = 0;
    const make = remembered(
      ({ title }: Card, page: number) => `${title} ${page} ${++made}`,
      (_card, page) => String(page),
    );
    const [one, other] = [card('one'), card('one')];
    expect(make(one, 1)).toBe('one 1 1');
    expect(make(one, 1)).toBe('one 1 1');
    expect(make(one, 2)).toBe('one 2 2');
    expect(make(other, 1)).toBe('one 1 3');
  });
});
