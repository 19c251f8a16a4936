import type { Card } from '../card/card.ts';
import { link, text } from '../card/span.ts';

/**
 * What stands in place of words that a channel may no longer show. It tells nothing of them.
 * @param url opens the post that it is about, for a note beside one that cannot be changed
 */
export function withheldCard(url: string | undefined): Card {
  const words =
    'What it was about is now marked above what this channel may be shown. Please do not pass it on.';
  return {
    title: 'What was posted here is no longer shown',
    tone: 'answer',
    blocks: [
      { type: 'paragraph', spans: [text(words)] },
      ...(url === undefined
        ? []
        : [{ type: 'paragraph', spans: [link('Open the post that is meant', url)] } as const]),
    ],
    sources: [],
    actions: [
      { label: 'What this channel may be shown', commandLine: 'channel', style: 'default' },
    ],
    footer: { asOf: [], tlp: 'TLP:CLEAR' },
  };
}
