import { describe, expect, it } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import { instant, link, refs, strong, text } from '../../../src/card/span.ts';
import { tidyCard } from '../../../src/card/tidy.ts';
import { tidySpans, tidyText } from '../../../src/card/tidy-spans.ts';

const empty: Card = {
  title: 'Title',
  tone: 'answer',
  blocks: [],
  sources: [],
  actions: [],
  footer: { asOf: [], tlp: 'TLP:CLEAR' },
};

describe('tidyText', () => {
  it.each([
    ['an override that turns 2700 round', '\u202e0072\u202c', '0072'],
    ['direction marks and isolates', '\u200f241\u200e \u2066of\u2069 \u061c4', '241 of 4'],
    ['invisible letters', 'pay\u200bpal \u00adso\u2060ft\ufeff', 'paypal soft'],
    ['a smuggled message in tags', 'ok\u{e0068}\u{e0069}', 'ok'],
    ['control signs and escapes of a terminal', '\u0000a\u001b[31mb\u007f', 'a[31mb'],
    ['line breaks of every kind', 'a\r\nb\u2028c\td', 'a b c d'],
    ['half a surrogate pair', 'a\ud800b', 'a\ufffdb'],
    ['a joiner that joins nothing', 'ad\u200dmin 2\u200c4', 'admin 24'],
  ])('takes away %s', (_, words, expected) => {
    expect(tidyText(words)).toBe(expected);
  });

  it.each(['👩‍👩‍👧‍👦', '❤️‍🔥', 'می\u200cخواهم', 'क्\u200dष', '狼毒草', 'naïve – “quoted”'])(
    'leaves %s as it is',
    (words) => {
      expect(tidyText(words)).toBe(words);
    },
  );
});

describe('tidySpans', () => {
  it('drops what has nothing to read', () => {
    expect(tidySpans([text(' '), text('\u200b'), strong('')])).toEqual([]);
    expect(tidySpans([text(''), ...refs([1])])).toEqual(refs([1]));
    expect(tidySpans([instant(new Date(0))])).toHaveLength(1);
  });

  it('keeps the words of a link that may not be one', () => {
    expect(tidySpans([link('here', 'javascript:alert(1)')])).toEqual([text('here')]);
  });

  it('writes out an address too long to be a link', () => {
    const url = `https://a.example/${'x'.repeat(500)}`;
    expect(tidySpans([link('here', url)])).toEqual([text(`here (${url})`)]);
  });
});

describe('tidyCard', () => {
  it('drops blocks, items and rows without words', () => {
    const card = tidyCard({
      ...empty,
      blocks: [
        { type: 'heading', text: ' ' },
        { type: 'paragraph', spans: [] },
        { type: 'list', items: [[], [text('one')]] },
        { type: 'facts', facts: [{ label: '', value: [] }] },
        { type: 'table', caption: '', columns: [{ label: '', align: 'left' }], rows: [[[]]] },
      ],
    });
    expect(card.blocks).toEqual([{ type: 'list', items: [[text('one')]] }]);
  });

  it('shows an overlong title shortened on top and in full below', () => {
    const title = 'A very long title '.repeat(20).trim();
    const card = tidyCard({ ...empty, title });
    expect(card.title).toMatch(/^A very long .*…$/);
    expect(card.blocks).toEqual([{ type: 'paragraph', spans: [strong(title)] }]);
  });

  it('shows an overlong source shortened in the list and in full below', () => {
    const title = 'word '.repeat(100).trim();
    const source = {
      number: 1,
      publisher: 'AP',
      title,
      url: 'https://a.example/',
      date: 'no date',
      tier: 'wire',
    };
    const card = tidyCard({ ...empty, sources: [source] });
    expect(card.sources[0]?.title.length).toBeLessThanOrEqual(160);
    expect(card.blocks).toEqual([
      { type: 'paragraph', spans: [...refs([1]), text(` AP, ${title}, no date, wire`)] },
    ]);
  });

  it('says in the title that a card is corrected or retracted', () => {
    expect(tidyCard({ ...empty, tone: 'retracted' }).title).toBe('Retracted: Title');
    expect(tidyCard({ ...empty, tone: 'corrected' }).title).toBe('Corrected: Title');
    expect(tidyCard({ ...empty, tone: 'problem' }).title).toBe('Title');
  });
});

describe('a kicker', () => {
  it('stays above the title, and says the tone by itself', () => {
    const kicker = [text('UPDATE\u202e · '), strong('CORRECTED')];
    const tidied = tidyCard({ ...empty, tone: 'corrected', kicker });
    expect(tidied.kicker).toEqual([text('UPDATE · '), strong('CORRECTED')]);
    expect(tidied.title).toBe('Title');
  });

  it.each([
    ['that is long', [text('x'.repeat(201))]],
    ['with a reference', [text('UPDATE '), ...refs([1])]],
    ['with a link', [link('UPDATE', 'https://a.example/')]],
  ])('%s goes into the body, and the tone is said before the title', (_, kicker) => {
    const tidied = tidyCard({ ...empty, tone: 'retracted', kicker });
    expect(tidied).not.toHaveProperty('kicker');
    expect(tidied.title).toBe('Retracted: Title');
    expect(tidied.blocks).toHaveLength(1);
  });

  it('of blanks is none', () => {
    expect(tidyCard({ ...empty, kicker: [text(' \u200b')] })).not.toHaveProperty('kicker');
  });
});
