import fc from 'fast-check';
import type {
  Action,
  Block,
  Card,
  Fact,
  FigureBlock,
  Quantity,
  SourceLine,
  TableBlock,
} from '../../src/card/card.ts';
import type { ChartSpec } from '../../src/card/chart.ts';
import type { Span, Spans } from '../../src/card/span.ts';
import { anyCharacter } from './any-character.ts';

/** Texts that would do harm if a renderer took them for markup, or would be mangled by careless cutting. */
const NASTY_TEXTS: readonly string[] = [
  '<!channel> <!here> <!everyone> <!subteam^S1234> <@U012AB3CD> <#C012AB3CD>',
  '@everyone @here @channel <@123456789012345678> <@&123456789012345678> <@!1234>',
  '</tocsin stats:123456789012345678> <t:1700000000:R> <:alarm:123456789012345678> <a:x:1234567890> :smile:',
  '# not a heading',
  '### nor this',
  '-# nor subtext',
  '> nor a quote',
  '>>> nor a long quote',
  '- not a list',
  '* not a list either',
  '+ nor this',
  '1. not numbered',
  '   2) nor this',
  '**bold** __under__ *it* _it_ ~~gone~~ ||spoiler|| `code` ```block```',
  '[label](https://phish.example/x) [label](<https://phish.example/x>)',
  '<https://phish.example/x> <https://phish.example/x|label> https://phish.example/x_y_z?a=1&b=2#c',
  'discord.gg/abc www.phish.example mailto:a@phish.example http://127.0.0.1/',
  '&lt;!channel&gt; &amp; &#64;everyone &#x40;here',
  'back\\slash \\* \\[x\\](y) \\\\',
  'line\nbreak\r\nand\tother\u2028separators\u2029here\u0085end',
  '\n# heading after a break\n-# subtext\n> quote',
  'bidi \u202e0072\u202c \u2066isolate\u2069 \u200fmark\u200e \u061carabic',
  'zero\u200bwidth\u200cjoin\u2060er\ufeff \u00adsoft \u180e',
  'control \u0000\u0001\u0007\u001b[31mred\u001b[0m \u007f\u009f',
  '狼毒草 and 穷奇 以色列的网络攻击 二千七百回以上',
  'מבצע סייבר 241 חשבונות، هجوم إلكتروني ٤ حسابات',
  '👩‍👩‍👧‍👦🇮🇷🏴󠁧󠁢󠁥󠁮󠁧󠁿 👍🏽 e\u0301\u0323 ก็ นี่',
  '\ud800 lone surrogate \udc00',
  'javascript:alert(1)',
  '<script>alert(1)</script> " onmouseover="x" \' & &#0;',
  '$& $1 {{y}} %s %00',
  '...',
  '-',
  '`',
  '\\',
  ' ',
  '',
];

/** URLs as feeds have them: fine ones, awkward ones and ones no renderer may link. */
const NASTY_URLS: readonly string[] = [
  'https://example.org/2019/10/04/new-cyberattacks',
  'https://example.org/a b',
  'https://example.org/(paren)/x)',
  'https://example.org/a|b>c<d',
  'https://example.org/?q=%5Bx%5D&r="quote"',
  'https://пример.example/путь',
  'https://user:secret@example.org/',
  'http://example.org/%zz',
  `https://example.org/?q=${'long'.repeat(800)}`,
  `https://example.org/${'путь/'.repeat(100)}`,
  `https://example.org/${'()'.repeat(150)}`,
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'ftp://example.org/file',
  'not a url',
  '',
];

const words = fc
  .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 8,
  })
  .map((parts) => parts.join(' '));
const prose = fc
  .array(fc.constantFrom('Microsoft', 'said', '241', 'accounts', 'were', 'attacked;', 'four'), {
    minLength: 1,
    maxLength: 40,
  })
  .map((parts) => parts.join(' '));

/** One piece of untrusted text, usually short, now and then absurd. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  { weight: 6, arbitrary: prose },
  { weight: 5, arbitrary: fc.constantFrom(...NASTY_TEXTS) },
  { weight: 4, arbitrary: words },
  { weight: 2, arbitrary: fc.string({ unit: anyCharacter, maxLength: 30 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('x'.repeat(5000), '狼'.repeat(3000), '👩‍👩‍👧‍👦'.repeat(400)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('**_['.repeat(600), '<@1> '.repeat(900), 'word '.repeat(2000)),
  },
);

const arbitraryLabel = fc.oneof(
  { weight: 8, arbitrary: prose.map((line) => line.slice(0, 60)) },
  { weight: 2, arbitrary: arbitraryText },
);

/** As `fc.webUrl` makes them, which has the same fault as its `binary`, see `anyCharacter`. */
const arbitraryWebUrl = fc
  .record({
    scheme: fc.constantFrom('http', 'https'),
    host: fc.domain(),
    path: fc.string({
      unit: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(..."/azAZ09-._~!$&'()*+,;=:@") },
        { weight: 1, arbitrary: anyCharacter.map(encodeURIComponent) },
      ),
    }),
  })
  .map(({ scheme, host, path }) => `${scheme}://${host}/${path}`);

const arbitraryUrl = fc.oneof(fc.constantFrom(...NASTY_URLS), arbitraryWebUrl);

const arbitraryInstant = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((at) => at.toISOString());

/** `source` is any natural number here; `withCitations` brings it into the card's range. */
const arbitrarySpan: fc.Arbitrary<Span> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('text' as const), text: arbitraryText }) },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom(
        'strong' as const,
        'emphasis' as const,
        'code' as const,
        'struck' as const,
      ),
      text: arbitraryText,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('link' as const),
      text: arbitraryText,
      url: arbitraryUrl,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('instant' as const),
      at: arbitraryInstant,
      show: fc.constantFrom('date' as const, 'time' as const, 'date-time' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('ref' as const), source: fc.nat(1000) }) },
);

export const arbitrarySpans: fc.Arbitrary<Spans> = fc.array(arbitrarySpan, { maxLength: 5 });

/** Figures that follow each other with one window and one asserter, as presenters make them. */
const arbitraryFigures: fc.Arbitrary<FigureBlock[]> = fc
  .record({
    window: arbitrarySpans,
    saidBy: arbitrarySpans,
    counts: fc.array(
      fc.record({
        quantity: arbitraryLabel.map((words) => words as Quantity),
        measure: arbitraryLabel,
        sources: fc.array(fc.nat(1000), { maxLength: 3 }),
        limits: fc.array(arbitrarySpans, { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  })
  .map(({ window, saidBy, counts }) =>
    counts.map((count) => ({ type: 'figure', ...count, window, saidBy })),
  );

const arbitraryFact: fc.Arbitrary<Fact> = fc.record({
  label: arbitraryLabel,
  value: arbitrarySpans,
});

/** A table with `rows` rows; each row has a cell for every column. */
function arbitraryTable(rows: fc.Arbitrary<number>): fc.Arbitrary<TableBlock> {
  const shape = fc.record({ columns: fc.integer({ min: 1, max: 6 }), rows, wide: fc.nat(19) });
  return shape.chain(({ columns, rows: height, wide }) => {
    const width = wide === 0 ? 25 : columns;
    const cell = height > 20 ? arbitraryShortSpans : fc.oneof(arbitraryShortSpans, arbitrarySpans);
    const row = fc.array(cell, { minLength: width, maxLength: width });
    const align = fc.constantFrom('left' as const, 'right' as const);
    return fc.record({
      type: fc.constant('table' as const),
      caption: arbitraryLabel,
      columns: fc.array(fc.record({ label: arbitraryLabel, align }), {
        minLength: width,
        maxLength: width,
      }),
      rows: fc.array(row, { minLength: height, maxLength: height }),
    });
  });
}

const arbitraryShortSpans: fc.Arbitrary<Spans> = fc.oneof(
  words.map((text): Spans => [{ type: 'text', text: text.slice(0, 24) }]),
  fc.constantFrom<Spans>([], [{ type: 'ref', source: 3 }], [{ type: 'strong', text: '241' }]),
);

const arbitraryDay = arbitraryInstant.map((at) => at.slice(0, 10));

const arbitraryChart: fc.Arbitrary<ChartSpec> = fc.oneof(
  fc.record({
    type: fc.constant('bars' as const),
    title: arbitraryLabel,
    alt: arbitraryText,
    scale: fc.constantFrom('linear' as const, 'log' as const),
    bars: fc.array(
      fc.record(
        {
          label: arbitraryLabel,
          value: fc.integer({ min: 1, max: 10_000 }),
          display: arbitraryLabel,
          note: arbitraryLabel,
        },
        { requiredKeys: ['label', 'value', 'display'] },
      ),
      { minLength: 1, maxLength: 6 },
    ),
    caption: arbitraryLabel,
  }),
  fc.record({
    type: fc.constant('timeline' as const),
    title: arbitraryLabel,
    alt: arbitraryText,
    entries: fc.array(
      fc.record({
        label: arbitraryLabel,
        kind: fc.constantFrom('occurred' as const, 'disclosed' as const, 'said' as const),
        from: fc.option(arbitraryDay),
        to: arbitraryDay,
        display: arbitraryLabel,
      }),
      { minLength: 1, maxLength: 6 },
    ),
    caption: arbitraryLabel,
  }),
);

const arbitraryBlock: fc.Arbitrary<Block> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('heading' as const), text: arbitraryLabel }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constantFrom('paragraph' as const, 'quote' as const, 'notice' as const),
      spans: arbitrarySpans,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('facts' as const),
      facts: fc.array(arbitraryFact, { maxLength: 8 }),
    }),
  },
  {
    weight: 2,
    arbitrary: arbitraryTable(
      fc.oneof({ weight: 29, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: fc.constant(300) }),
    ),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('list' as const),
      items: fc.array(arbitrarySpans, { maxLength: 12 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('chart' as const), chart: arbitraryChart }),
  },
);

const arbitrarySource: fc.Arbitrary<Omit<SourceLine, 'number'>> = fc.record({
  publisher: arbitraryLabel,
  title: arbitraryLabel,
  url: arbitraryUrl,
  date: fc.constantFrom('4 Oct 2019', 'no date', 'October 2019'),
  tier: fc.constantFrom('vendor', 'wire', 'press', 'government', 'state-media'),
});

const arbitraryAction: fc.Arbitrary<Action> = fc.record({
  label: arbitraryLabel,
  commandLine: fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom('targets', 'stats ms-phosphorus-2019', 'sources "a b"'),
    },
    { weight: 2, arbitrary: arbitraryText },
  ),
  style: fc.constantFrom('default' as const, 'primary' as const, 'danger' as const),
});

const arbitraryParts = fc.record({
  kicker: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 2, arbitrary: arbitraryShortSpans },
    { weight: 1, arbitrary: arbitrarySpans },
  ),
  title: arbitraryLabel,
  tone: fc.constantFrom(
    'answer' as const,
    'alert' as const,
    'corrected' as const,
    'retracted' as const,
    'problem' as const,
  ),
  blocks: fc
    .array(
      fc.oneof(
        { weight: 4, arbitrary: arbitraryBlock.map((block): Block[] => [block]) },
        { weight: 1, arbitrary: arbitraryFigures },
      ),
      { maxLength: 8 },
    )
    .map((groups) => groups.flat()),
  sources: fc.oneof(
    { weight: 19, arbitrary: fc.array(arbitrarySource, { maxLength: 8 }) },
    { weight: 1, arbitrary: fc.array(arbitrarySource, { minLength: 200, maxLength: 200 }) },
  ),
  actions: fc.array(arbitraryAction, { maxLength: 8 }),
  footer: fc.record(
    {
      recordId: arbitraryLabel,
      lead: fc.constantFrom('First posted', 'Due', '', ' '),
      asOf: arbitrarySpans,
      tlp: fc.constantFrom('TLP:CLEAR', 'TLP:AMBER+STRICT'),
    },
    { requiredKeys: ['asOf', 'tlp'] },
  ),
});

/**
 * Any card the contract allows: references point at sources that exist, and every source is cited
 * (a last paragraph cites those that chance left out). Its texts are as bad as untrusted text gets.
 */
export const arbitraryCard: fc.Arbitrary<Card> = arbitraryParts.map(
  ({ sources, kicker, ...parts }) =>
    withCitations({
      ...parts,
      ...(kicker.length === 0 ? {} : { kicker }),
      sources: sources.map((source, index) => ({ ...source, number: index + 1 })),
    }),
);

function withCitations(card: Card): Card {
  const total = card.sources.length;
  const cited = new Set<number>();
  function cite(number: number): number {
    const source = (number % total) + 1;
    cited.add(source);
    return source;
  }
  function citeIn(spans: Spans): Spans {
    const kept = spans.filter((span) => span.type !== 'ref' || total > 0);
    return kept.map((span) =>
      span.type === 'ref' ? { ...span, source: cite(span.source) } : span,
    );
  }
  const blocks = mapSpans(card.blocks, citeIn).map((block) =>
    block.type === 'figure'
      ? { ...block, sources: total === 0 ? [] : [...new Set(block.sources.map(cite))] }
      : block,
  );
  const footer = { ...card.footer, asOf: citeIn(card.footer.asOf) };
  const kicker = card.kicker === undefined ? {} : { kicker: citeIn(card.kicker) };
  const rest = card.sources.filter((source) => !cited.has(source.number));
  if (rest.length === 0) return { ...card, ...kicker, blocks, footer };
  const spans = rest.map(({ number }): Span => ({ type: 'ref', source: number }));
  return { ...card, ...kicker, blocks: [...blocks, { type: 'paragraph', spans }], footer };
}

/** The same blocks with every run of spans put through `change`. */
export function mapSpans(blocks: readonly Block[], change: (spans: Spans) => Spans): Block[] {
  return blocks.map((block): Block => {
    switch (block.type) {
      case 'paragraph':
      case 'quote':
      case 'notice':
        return { ...block, spans: change(block.spans) };
      case 'facts':
        return { ...block, facts: block.facts.map((f) => ({ ...f, value: change(f.value) })) };
      case 'figure':
        return {
          ...block,
          limits: block.limits.map(change),
          window: change(block.window),
          saidBy: change(block.saidBy),
        };
      case 'table':
        return { ...block, rows: block.rows.map((row) => row.map(change)) };
      case 'list':
        return { ...block, items: block.items.map(change) };
      default:
        return block;
    }
  });
}
