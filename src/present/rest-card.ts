import type { Block, Card, Fact } from '../card/card.ts';
import { code, instant, type Spans, text } from '../card/span.ts';
import type { ChannelState, Rest } from '../disclosure/subscriptions.ts';
import type { View } from './view.ts';
import { action } from './view.ts';

interface RestWords {
  readonly what: string;
  readonly next: string;
}

const OTHERWISE = 'If they do not come by themselves, subscribe to anything there.';

/** What happened to a channel that rests, and what to do. */
export const REST_WORDS: Readonly<Record<Rest, RestWords>> = {
  archived: {
    what: 'The channel was archived.',
    next: `To have posts again, take it out of the archive. ${OTHERWISE}`,
  },
  deleted: {
    what: 'The channel was deleted.',
    next: 'Nothing has to be done. To have the same posts elsewhere, subscribe in another channel.',
  },
  'no-access': {
    what: 'Tocsin was taken out of the channel, or may not post in it.',
    next: `To have posts again, add it to the channel or let it post there. ${OTHERWISE}`,
  },
  uninstalled: {
    what: 'Tocsin was removed, or what lets it in was taken back.',
    next: 'To have posts again, install it again: what its channels follow is kept.',
  },
};

function named({ name }: ChannelState): string {
  return name === undefined ? 'a channel' : `#${name.replace(/^#/, '')}`;
}

function factsOf({ place, rest }: ChannelState): Fact[] {
  return [
    { label: 'Channel', value: [code(place.channel)] },
    ...(rest === undefined ? [] : [{ label: 'Since', value: [instant(rest.since)] }]),
    ...(rest === undefined || rest.reason === '' || rest.reason === REST_WORDS[rest.why].what
      ? []
      : [{ label: 'Reason', value: [text(rest.reason)] }]),
  ];
}

function paragraph(...spans: Spans): Block {
  return { type: 'paragraph', spans };
}

/** Tells whoever subscribed a channel that nothing can be posted there, why, and what to do. */
export function restCard(channel: ChannelState, view: View): Card {
  const { what, next } = REST_WORDS[channel.rest?.why ?? 'no-access'];
  const since = channel.rest?.since ?? view.now;
  return {
    title: `Nothing can be posted in ${named(channel)}`,
    tone: 'alert',
    blocks: [
      paragraph(text(what)),
      { type: 'facts', facts: factsOf(channel) },
      paragraph(text(next)),
      paragraph(
        text(
          'What the channel follows is kept. What was waiting for it is not sent, and the receipt of each disclosure says so: ',
        ),
        code('/tocsin deliveries D-7F3KQ'),
      ),
    ],
    sources: [],
    actions: [
      action(view, 'Subscriptions', 'subscriptions'),
      action(view, 'Deliveries', 'deliveries'),
    ],
    footer: { asOf: [instant(since)], tlp: 'TLP:CLEAR' },
  };
}
