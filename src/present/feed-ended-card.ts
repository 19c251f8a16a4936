import type { Card } from '../card/card.ts';
import { code, strong, text } from '../card/span.ts';
import type { Feed } from '../leads/feeds.ts';
import { countWords, pollWords } from './feed-words.ts';
import { action, footer, type View } from './view.ts';
import { capitalise, sentence } from './words.ts';

/** Told to editors once: a feed is asked no more, and why. */
export function feedEndedCard(feed: Feed, view: View): Card {
  const { id, publisher, state, reason, url } = feed;
  const why = sentence(capitalise(reason ?? state));
  return {
    title: `A feed is read no more: ${publisher}`,
    tone: 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          strong(id),
          text(` of ${publisher} at `),
          code(url),
          text(` is not asked any more. ${why}`),
        ],
      },
      {
        type: 'paragraph',
        spans: [text('It was '), ...pollWords(feed), text(`. ${countWords(feed)}`)],
      },
      {
        type: 'notice',
        spans: [text('What it raised stays in the inbox. Nothing from it comes any more.')],
      },
    ],
    sources: [],
    actions: [
      action(view, 'Look at the address', `feed test ${id}`),
      action(view, 'Ask it again', `feed resume ${id}`),
      action(view, 'All feeds', 'feed list'),
    ],
    footer: footer(view),
  };
}
