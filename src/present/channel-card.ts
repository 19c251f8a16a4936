import type { Block, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { code, strong, text } from '../card/span.ts';
import { Tlp } from '../domain/vocabulary.ts';
import { section } from './section.ts';
import { inTenant, type TenantSeen } from './tenant-words.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';

export interface ChannelSeen {
  readonly where: TenantSeen;
  readonly channel: string;
  readonly ceiling: Tlp;
  /** What it was until now, where it has just been set. */
  readonly before: Tlp | undefined;
  /** The line that sets a ceiling. */
  line(ceiling: Tlp): string;
}

/** What may be done with what is marked so, after TLP 2.0: https://www.first.org/tlp/. */
const MEANS: Readonly<Record<Tlp, string>> = {
  CLEAR: 'may be told to anybody.',
  GREEN: 'may go round among those who face the same threats, and not be published.',
  AMBER: 'stays with an organisation and its clients, and there with people who need it to act.',
  'AMBER+STRICT': 'stays within one organisation, with people who need it to act.',
  RED: 'is for the persons it was given to, and nobody else.',
};

function marking(ceiling: Tlp): string {
  return `TLP:${ceiling}`;
}

/** What a ceiling lets through. */
function letsThrough(ceiling: Tlp): string {
  if (ceiling === 'CLEAR') return 'Only what may be told to anybody is shown in this channel.';
  const words = `Claims marked ${marking(ceiling)} and below are shown in this channel`;
  const above = ceiling === 'RED' ? '.' : '; what is marked higher is not, nor is it hinted at.';
  return `${words}${above} What is marked ${marking(ceiling)} ${MEANS[ceiling]}`;
}

/** Whoever reads the channel is told: the ceiling is a promise about all of them. */
function readers(ceiling: Tlp): Block[] {
  if (ceiling === 'CLEAR') return [];
  const words =
    'Everybody who can read this channel or ask in it can see that: guests, and people of other organisations where it is shared. Make sure each of them may.';
  return [{ type: 'notice', spans: [text(words)] }];
}

function which({ where, channel }: ChannelSeen): Block[] {
  if (where.here) return [];
  return [
    {
      type: 'paragraph',
      spans: [text('Channel '), code(channel), text(` ${inTenant(where)}.`)],
    },
  ];
}

function levels(): Spans[] {
  return Tlp.options.map((level) => [strong(marking(level)), text(` ${MEANS[level]}`)]);
}

/** A channel's settings: its TLP ceiling, and what that means. */
export function channelCard(seen: ChannelSeen, view: View): Card {
  const { ceiling, before, line } = seen;
  const changed = before !== undefined && before !== ceiling;
  const others = Tlp.options.filter((level) => level !== ceiling);
  const undo = changed ? [{ label: 'Undo', ceiling: before }] : [];
  const choices = others.map((level) => ({ label: marking(level), ceiling: level }));
  return {
    title: changed ? 'Ceiling set' : 'What this channel may be shown',
    tone: 'answer',
    blocks: [
      ...which(seen),
      {
        type: 'facts',
        facts: [
          { label: 'Ceiling', value: [strong(marking(ceiling))] },
          ...(changed ? [{ label: 'Before', value: [text(marking(before))] }] : []),
        ],
      },
      { type: 'paragraph', spans: [text(letsThrough(ceiling))] },
      ...readers(ceiling),
      ...(changed ? [] : section('The markings of the Traffic Light Protocol (TLP)', levels())),
    ],
    sources: [],
    actions: (changed ? undo : choices).map((one) => ({
      label: one.label,
      commandLine: line(one.ceiling),
      style: 'default' as const,
    })),
    footer: footer(view),
  };
}
