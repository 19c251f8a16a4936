import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../../src/card/plain.ts';
import { code, link, refs, type Spans, strong, text } from '../../../src/card/span.ts';
import { halveSpans, shorten } from '../../../src/card/split.ts';
import { arbitrarySpans, arbitraryText } from '../../support/arbitrary-card.ts';

/** The words alone: both halves of struck words say that they are struck. */
function shown(spans: Spans): string {
  return plainText(spans.map((span) => (span.type === 'struck' ? text(span.text) : span)));
}

describe('halveSpans', () => {
  it('prefers the end of a sentence near the middle', () => {
    const halves = halveSpans([text('Four were compromised in all. None of them was tied to it.')]);
    expect(halves?.map(plainText)).toEqual([
      'Four were compromised in all. ',
      'None of them was tied to it.',
    ]);
  });

  it('cuts between words where sentences are too long', () => {
    const [left = [], right = []] = halveSpans([text('accounts '.repeat(40))]) ?? [];
    expect(plainText(left)).toMatch(/^(accounts ?)+$/);
    expect(plainText(left) + plainText(right)).toBe('accounts '.repeat(40));
  });

  it('never parts what is read as one sign', () => {
    const family = '👩‍👩‍👧‍👦';
    const [left = [], right = []] = halveSpans([text(family.repeat(9))]) ?? [];
    for (const half of [plainText(left), plainText(right)]) {
      expect(half.replaceAll(family, '')).toBe('');
    }
  });

  it('keeps style, address and references', () => {
    expect(
      halveSpans([strong('one two'), ...refs([1]), link('three four', 'https://a.example/')]),
    ).toEqual([[strong('one two'), ...refs([1])], [link('three four', 'https://a.example/')]]);
    expect(halveSpans([code('aaaa bbbb')])).toEqual([[code('aaaa ')], [code('bbbb')]]);
  });

  it('has nothing to give for what cannot be cut', () => {
    expect(halveSpans([])).toBeUndefined();
    expect(halveSpans([text('x')])).toBeUndefined();
    expect(halveSpans(refs([1]))).toBeUndefined();
  });

  it('gives two halves that read on from each other', () => {
    fc.assert(
      fc.property(arbitrarySpans, (spans) => {
        const halves = halveSpans(spans);
        if (halves === undefined) return;
        expect(shown(halves[0]) + shown(halves[1])).toBe(shown(spans));
        for (const half of halves) expect(half.length).toBeGreaterThan(0);
      }),
    );
  });
});

describe('shorten', () => {
  it('leaves a text that is short enough', () => {
    expect(shorten('Targets', 75)).toBe('Targets');
  });

  it('says by its last sign that there was more, and cuts between words', () => {
    expect(shorten('Phosphorus, by the names that vendors use', 20)).toBe('Phosphorus, by the…');
  });

  it('keeps within the limit and within signs', () => {
    fc.assert(
      fc.property(arbitraryText, fc.integer({ min: 2, max: 80 }), (words, limit) => {
        const short = shorten(words.toWellFormed(), limit);
        expect(short.length).toBeLessThanOrEqual(limit);
        expect(short.isWellFormed()).toBe(true);
      }),
    );
  });
});
