import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  code,
  emphasis,
  instant,
  link,
  refs,
  strong,
  struck,
  text,
} from '../../../../src/card/span.ts';
import { lineMarkdown, spansMarkdown } from '../../../../src/render/components-v2/markdown.ts';
import { arbitraryText } from '../../../support/arbitrary-card.ts';
import { rawMentions, readMarkdown } from '../../../support/discord-markdown.ts';

function plain(markdown: string): string {
  return markdown.replaceAll('\u200b', '');
}

describe('untrusted text as Discord markdown', () => {
  it.each([
    ['**bold** _it_ ~~gone~~ ||spoiler|| `code`'],
    ['# heading'],
    ['### heading'],
    ['-# subtext'],
    ['> quote'],
    ['>>> quote'],
    ['- item'],
    ['* item'],
    ['+ item'],
    ['1. item'],
    ['12) item'],
    ['  - item'],
    ['[label](https://phish.example/)'],
    ['<https://phish.example/>'],
    ['https://phish.example/a_b'],
    ['discord.gg/abc'],
    ['<@123> <@!123> <@&123> <#123>'],
    ['@everyone @here'],
    ['</stats:123> <t:1700000000:R> <:x:123> <a:x:123> <id:customize>'],
    [':smile: 12:30:45 a:b:c:d'],
    ['back\\slash \\* \\\\'],
  ])('shows %s and does nothing', (words) => {
    const { words: shown, live } = readMarkdown(spansMarkdown([text(words)]));
    expect(shown).toBe(words);
    expect(live).toEqual([]);
    expect(rawMentions(spansMarkdown([text(words)]))).toEqual([]);
  });

  it('leaves ordinary prose without a backslash', () => {
    const prose =
      'Microsoft said on 4 October that 241 accounts (of 2,700) were attacked; four fell. A–Z: 50%.';
    expect(spansMarkdown([text(prose)])).toBe(prose);
  });

  it('stays inert where texts of different spans meet', () => {
    const pieces = [
      text('https:'),
      code('//x.example/`'),
      text('<'),
      code('@1>`'),
      ...refs([1]),
      text('(y)'),
    ];
    const { live } = readMarkdown(spansMarkdown(pieces));
    expect(live).toEqual([]);
    expect(rawMentions(spansMarkdown(pieces))).toEqual([]);
  });

  it('brings no line to life behind the prefix of its own', () => {
    for (const role of ['heading', 'bullet', 'quote', 'small'] as const) {
      const { words, live } = readMarkdown(lineMarkdown({ role, spans: [text('# - > 1. x')] }));
      expect(words).toBe('# - > 1. x');
      expect(live).toHaveLength(1);
    }
  });

  it('shows any text of one line as it is', () => {
    fc.assert(
      fc.property(arbitraryText, (raw) => {
        const words = raw.toWellFormed().replaceAll(/[\n\r\u200b]/g, ' ');
        const read = readMarkdown(spansMarkdown([text(words)]));
        expect(read.words).toBe(words);
        expect(read.live).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('spans as Discord markdown', () => {
  it('marks strong words and leaves spaces outside the marks', () => {
    expect(spansMarkdown([strong('four '), text('accounts'), emphasis(' only')])).toBe(
      '**four** accounts *only*',
    );
  });

  it('strikes words, whatever is in them', () => {
    expect(spansMarkdown([struck('gone '), struck('too'), text(' here')])).toBe(
      '~~gone too~~ here',
    );
    expect(spansMarkdown([struck('a ~~ b')])).toBe('~~a \\~\\~ b~~');
    expect(plain(spansMarkdown([struck('a'), strong('b')]))).toBe('~~a~~**b**');
    expect(spansMarkdown([struck('  ')])).not.toContain('~');
    fc.assert(
      fc.property(arbitraryText, (raw) => {
        const words = raw
          .toWellFormed()
          .replaceAll(/[\n\r\u200b]/g, ' ')
          .trim();
        const { words: shown, live } = readMarkdown(spansMarkdown([struck(words)]));
        expect(shown).toBe(words);
        expect(live.filter(({ kind, text }) => kind !== 'style' || text !== '~~')).toEqual([]);
      }),
    );
  });

  it('keeps marks apart that would read as others', () => {
    expect(spansMarkdown([strong('a'), strong('b')])).toBe('**ab**');
    expect(plain(spansMarkdown([strong('a'), emphasis('b')]))).toBe('**a***b*');
    expect(spansMarkdown([strong('a'), emphasis('b')])).toContain('\u200b');
  });

  it('gives dates in the zone of the reader', () => {
    const at = new Date('2026-11-22T14:05:00.900Z');
    expect(spansMarkdown([instant(at, 'date')])).toBe('<t:1795356300:D>');
    expect(spansMarkdown([instant(at, 'time')])).toBe('<t:1795356300:t>');
    expect(spansMarkdown([instant(at)])).toBe('<t:1795356300:f>');
  });

  it('links without a preview, and encodes what would end the address', () => {
    expect(spansMarkdown([link('AP', 'https://a.example/x_(y)>z')])).toBe(
      '[AP](<https://a.example/x_%28y%29%3Ez>)',
    );
  });

  it('puts a label that cannot be shown as one before the link', () => {
    const url = 'https://real.example/';
    expect(spansMarkdown([link('a_b', url)])).toBe(`a\\_b [link](<${url}>)`);
    expect(spansMarkdown([link('bank.example', url)])).toBe(`bank.example [link](<${url}>)`);
    expect(spansMarkdown([link('U.S. Treasury', url)])).toBe(`[U.S. Treasury](<${url}>)`);
  });

  it('shows code that holds a backtick or a mention as text', () => {
    expect(spansMarkdown([code('stats as-of:2019')])).toBe('`stats as-of:2019`');
    expect(spansMarkdown([code('a`b')])).toBe('a\\`b');
    expect(rawMentions(spansMarkdown([code('@everyone')]))).toEqual([]);
  });
});
