import type { Block, Card, Quantity } from '../../../src/card/card.ts';
import { instant, type Spans, text } from '../../../src/card/span.ts';
import type { Answer } from '../../../src/command/answer.ts';
import type { Invocation } from '../../../src/command/context.ts';

/** What an attacker might get into a record or type: it must show as it is written. */
export const HOSTILE =
  '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script>"\'><svg/onload=window.pwned=1> {{7*7}} javascript:window.pwned=1';

const cited: Spans = [text('Stated by the vendor. '), { type: 'ref', source: 1 }];

function card(title: string, blocks: readonly Block[], actions: Card['actions'] = []): Card {
  return {
    title,
    tone: 'answer',
    blocks,
    actions,
    sources: [
      {
        number: 1,
        publisher: 'Example Vendor',
        title: 'A report',
        url: 'https://example.org/report',
        date: '4 Oct 2019',
        tier: 'vendor',
      },
    ],
    footer: {
      recordId: 'example',
      asOf: [text('As of '), instant(new Date('2026-11-22T14:05:00Z'))],
      tlp: 'CLEAR',
    },
  };
}

const figure: Block = {
  type: 'figure',
  quantity: 'more than 2,700' as Quantity,
  measure: 'attempts to identify accounts',
  sources: [1],
  limits: [cited],
  window: [text('30 days')],
  saidBy: [text('Example Vendor')],
};

const chart: Block = {
  type: 'chart',
  chart: {
    type: 'bars',
    title: 'Accounts',
    alt: 'Bars: 241 attacked, 4 compromised.',
    scale: 'log',
    bars: [
      { label: 'Attacked', value: 241, display: '241' },
      { label: 'Compromised', value: 4, display: '4' },
    ],
    caption: 'Example Vendor',
  },
};

const answers: Readonly<Record<string, Card>> = {
  stats: card(
    'Accounts',
    [figure, chart],
    [{ label: 'Targets', commandLine: 'targets', style: 'default' }],
  ),
  targets: card('Who was targeted', [{ type: 'paragraph', spans: cited }]),
  hostile: card(
    HOSTILE,
    [
      { type: 'heading', text: HOSTILE },
      {
        type: 'paragraph',
        spans: [
          text(HOSTILE),
          { type: 'link', text: HOSTILE, url: 'javascript:window.pwned=1' },
          { type: 'ref', source: 1 },
        ],
      },
      {
        type: 'table',
        caption: HOSTILE,
        columns: [{ label: HOSTILE, align: 'left' }],
        rows: [[[text(HOSTILE)]]],
      },
      { ...chart, chart: { ...chart.chart, alt: HOSTILE, title: HOSTILE, caption: HOSTILE } },
    ],
    [{ label: HOSTILE, commandLine: HOSTILE, style: 'default' }],
  ),
  long: card(
    'Long',
    Array.from({ length: 400 }, (_, index) => ({
      type: 'paragraph',
      spans: [
        text(`Paragraph ${index + 1}. ${'Words of no weight. '.repeat(12)}`),
        { type: 'ref', source: 1 },
      ],
    })),
  ),
  problem: {
    ...card('No actor called "fosforus"', [{ type: 'paragraph', spans: cited }]),
    tone: 'problem',
  },
};

/** Answers like the real dispatcher, from a few fixed cards. `broken` is a bug. */
export async function stubDispatch({ commandLine }: Invocation): Promise<Answer> {
  if (commandLine === 'broken') throw new Error('secret detail');
  const plain = commandLine.replace(/ ?(public|page):\S+/g, '');
  const found =
    answers[plain] ?? card(`You wrote: ${plain}`, [{ type: 'paragraph', spans: cited }]);
  return {
    card: found,
    visibility: commandLine.includes('public:true') ? 'channel' : 'asker',
    page: Number(commandLine.match(/page:(\d+)/)?.[1] ?? 1),
    commandLine: plain,
    answered: found.tone !== 'problem',
    reusable: false,
  };
}

const WORDS = ['stats', 'sources', 'search', 'targets', 'timeline', 'actor', 'incidents'];

/** Completes the one word before the cursor. */
export function stubComplete(line: string, cursor: number) {
  const from = line.lastIndexOf(' ', cursor - 1) + 1;
  const items = WORDS.filter((word) => word.startsWith(line.slice(from, cursor))).map((word) => ({
    insert: word,
    label: word,
    detail: `About ${word}`,
  }));
  return { from, to: cursor, items };
}
