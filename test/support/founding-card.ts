import type { Card, FigureBlock, Quantity } from '../../src/card/card.ts';
import type { RenderOptions } from '../../src/card/render.ts';
import { emphasis, instant, refs, strong, text } from '../../src/card/span.ts';

const window = [text('a 30-day period in August–September 2019; exact days not published')];
const saidBy = [text('Microsoft, first-hand. Its method of counting was not published.')];

function figure(
  quantity: string,
  measure: string,
  sources: readonly number[],
  limits: FigureBlock['limits'],
): FigureBlock {
  return {
    type: 'figure',
    quantity: quantity as Quantity,
    measure,
    sources,
    limits,
    window,
    saidBy,
  };
}

/** The answer to `stats` on the founding incident, as presenters make it. */
export const foundingCard: Card = {
  title: 'Phosphorus operation disclosed 4 October 2019: figures',
  tone: 'answer',
  blocks: [
    { type: 'paragraph', spans: [text('Disclosed 4 October 2019.')] },
    figure('More than 2,700', "attempts to identify customers' accounts", [1, 2], []),
    figure('241', 'accounts attacked', [1, 3], []),
    figure(
      '4',
      'accounts compromised',
      [1, 3],
      [
        [
          text(
            'None of the four was tied to the presidential campaign or to current or former US officials.',
          ),
          text(' '),
          ...refs([1]),
        ],
      ],
    ),
    {
      type: 'chart',
      chart: {
        type: 'bars',
        title: 'Attempts, attacks and compromises',
        alt: 'Bar chart. More than 2,700 attempts to identify accounts, 241 accounts attacked, 4 accounts compromised. Microsoft, first-hand. The scale is logarithmic.',
        scale: 'log',
        bars: [
          { label: 'Attempts to identify accounts', value: 2700, display: 'more than 2,700' },
          { label: 'Accounts attacked', value: 241, display: '241' },
          {
            label: 'Accounts compromised',
            value: 4,
            display: '4',
            note: 'none tied to the campaign or to officials',
          },
        ],
        caption: 'Microsoft, first-hand; a 30-day period in August–September 2019.',
      },
    },
    { type: 'heading', text: 'Also reported' },
    {
      type: 'list',
      items: [
        [
          strong('“241 accounts hacked”: '),
          text('printed by Deutsche Welle; disputed. The company said attacked, not compromised. '),
          ...refs([4]),
          text(' Conflicts with: 241 accounts attacked (Microsoft).'),
        ],
        [
          strong('About 2,700 attempts: '),
          text('printed by three outlets; looser than the original, which gives a floor. '),
          ...refs([5]),
          emphasis(' The release says “more than 2,700”.'),
        ],
      ],
    },
    { type: 'heading', text: 'The campaign' },
    {
      type: 'facts',
      facts: [
        { label: 'Named by Microsoft', value: [text('no '), ...refs([1])] },
        {
          label: 'Named as',
          value: [
            text(
              "President Trump's re-election campaign, by Reuters and The New York Times, both on unnamed sources ",
            ),
            ...refs([2, 6]),
          ],
        },
      ],
    },
    {
      type: 'quote',
      spans: [
        text('“We have no indication that any of our campaign infrastructure was targeted.” '),
        ...refs([7]),
      ],
    },
    {
      type: 'notice',
      spans: [
        text("The denial speaks of the campaign's infrastructure, not of staff's own accounts."),
      ],
    },
    {
      type: 'table',
      caption: 'Names and who uses each',
      columns: [
        { label: 'Name', align: 'left' },
        { label: 'Used by', align: 'left' },
        { label: 'Since', align: 'right' },
      ],
      rows: [
        [[text('Phosphorus')], [text('Microsoft')], [text('until Apr 2023 '), ...refs([1])]],
        [[text('Mint Sandstorm')], [text('Microsoft')], [text('Apr 2023')]],
        [[text('Charming Kitten')], [text('ClearSky, CERTFA and others')], []],
      ],
    },
  ],
  sources: [
    source(
      1,
      'Microsoft',
      'Recent cyberattacks require us all to be vigilant',
      '4 Oct 2019',
      'vendor',
    ),
    source(
      2,
      'Reuters',
      'Trump re-election campaign targeted by Iran-linked hackers: sources',
      '4 Oct 2019',
      'wire',
    ),
    source(
      3,
      'Associated Press',
      'Microsoft: Iran government-linked hacker targeted campaign',
      '4 Oct 2019',
      'wire',
    ),
    source(4, 'Deutsche Welle', 'Iranian hackers targeted US campaign', '5 Oct 2019', 'press'),
    source(5, 'The Guardian', 'Iranian hackers targeted 2020 campaign', '4 Oct 2019', 'press'),
    source(6, 'The New York Times', 'Iranian Hackers Target Trump Campaign', '4 Oct 2019', 'press'),
    source(7, 'CyberScoop', 'Campaign says it saw no sign of attack', 'no date', 'press'),
  ],
  actions: [
    { label: 'Targets', commandLine: 'targets ms-phosphorus-2019', style: 'primary' },
    { label: 'Timeline', commandLine: 'timeline ms-phosphorus-2019', style: 'default' },
    { label: 'Sources', commandLine: 'sources ms-phosphorus-2019', style: 'default' },
  ],
  footer: {
    recordId: 'ms-phosphorus-2019',
    asOf: [instant(new Date('2026-11-22T14:05:00Z'))],
    tlp: 'TLP:CLEAR',
  },
};

function source(
  number: number,
  publisher: string,
  title: string,
  date: string,
  tier: string,
): Card['sources'][number] {
  const slug = title.toLowerCase().replaceAll(/[^a-z]+/g, '-');
  return { number, publisher, title, url: `https://news.example/2019/10/${slug}`, date, tier };
}

export const foundingOptions: RenderOptions = {
  page: 1,
  commandLine: 'stats ms-phosphorus-2019',
  shareable: true,
};
