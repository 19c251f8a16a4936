import type { Block, Card } from '../card/card.ts';
import { code, strong, text } from '../card/span.ts';
import { healthLine, type PartHealth } from './part-health.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { listInWords } from './words.ts';

export interface Home {
  readonly health: readonly PartHealth[];
  /** What channels of this tenant follow, each in words; undefined: the reader is not to know of all. */
  readonly followed: readonly string[] | undefined;
}

function follows(followed: Home['followed']): Block[] {
  if (followed === undefined) {
    return section('Followed here', [
      [code('/tocsin subscriptions'), text(' in a channel tells what it follows')],
    ]);
  }
  if (followed.length > 0)
    return section(
      'Followed here',
      followed.map((one) => [text(one)]),
    );
  return [
    { type: 'heading', text: 'Followed here' },
    {
      type: 'paragraph',
      spans: [
        text('Nothing yet. In the channel that is to follow a group: '),
        code('/tocsin subscribe Phosphorus'),
        text('. Without a name it asks what to follow.'),
      ],
    },
  ];
}

/** What works in one sentence; what does not, a line each. */
function condition(health: readonly PartHealth[]): Block[] {
  const works = health.filter(({ state }) => state === 'ok').map(({ part }) => part);
  const others = health.filter(({ state }) => state === 'warning' || state === 'failing');
  const good = works.length === 0 ? [] : [[text(`Working: ${listInWords(works)}.`)]];
  return section('How Tocsin is doing', [...others.map(healthLine), ...good]);
}

function asking(): Block[] {
  return section('How to ask', [
    [
      code('/tocsin stats'),
      text(' in any channel; '),
      code('/tocsin'),
      text(' alone opens a form'),
    ],
    [strong('@Tocsin'), text(' with a verb or a plain question, in channels and in threads')],
    [
      strong('Look up names in message'),
      text(', among the shortcuts of a message, for every group and incident it names'),
    ],
    [code('/tocsin help'), text(' for everything else')],
  ]);
}

/** A person's first page with Tocsin: what is followed, how Tocsin does, how to ask. */
export function homeCard({ health, followed }: Home, view: View): Card {
  return {
    title: 'Tocsin',
    tone: 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          text(
            'Answers about publicly disclosed state-sponsored cyber incidents: every fact with its source, every figure with its scope.',
          ),
        ],
      },
      ...asking(),
      ...follows(followed),
      ...condition(health),
    ],
    sources: [],
    actions: [
      action(view, 'Figures', 'stats'),
      action(view, 'Incidents', 'incidents'),
      action(view, 'News', 'news'),
      action(view, 'Ask with a form', 'form'),
      action(view, 'Status', 'status'),
      action(view, 'Help', 'help'),
    ],
    footer: footer(view),
  };
}
