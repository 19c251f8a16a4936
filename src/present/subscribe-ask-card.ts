import type { Block, Card } from '../card/card.ts';
import { code, type Spans, strong, text } from '../card/span.ts';
import type { NameMatch } from '../knowledge/knowledge.ts';
import { catalogueName } from './catalogues.ts';
import { button, channelInWords, type FollowFrame } from './follow-frame.ts';
import { asGiven } from './problem-words.ts';
import { unpickedCard } from './unpicked.ts';
import { footer } from './view.ts';

function paragraph(...spans: Spans): Block {
  return { type: 'paragraph', spans };
}

/** Lines worth trying, and what each follows. */
const EXAMPLES: readonly (readonly [line: string, follows: string])[] = [
  ['subscribe Phosphorus', 'one group, by any of its names'],
  ['subscribe SolarWinds every:week', 'one incident, in a digest on Mondays'],
  ['subscribe origin:Iran exclude:draft', 'groups that somebody links to a country'],
  ['subscribe sector:media severity:medium every:day at:08:00', 'what concerns news media, daily'],
  ['subscribe everything severity:critical', 'the worst of everything'],
];

/** Nothing was named to follow: asks, and follows nothing until something is. */
export function subscribeAskCard(frame: FollowFrame): Card {
  return {
    title: `What should ${channelInWords(frame)} follow?`,
    tone: 'answer',
    blocks: [
      paragraph(
        text(
          'Name a group or an incident, narrow it by country, sector, words or severity, or say everything. Nothing was subscribed yet.',
        ),
      ),
      {
        type: 'list',
        items: EXAMPLES.map(([line, follows]) => [code(`/tocsin ${line}`), text(`: ${follows}`)]),
      },
      paragraph(
        text(
          'Where no severity is named, only what is high or critical is posted. Nothing older is posted, nobody is mentioned, and ',
        ),
        code('/tocsin preview'),
        text(' with the same words shows what the last 30 days would have brought.'),
      ),
    ],
    sources: [],
    actions: [
      button('Fill in a form', 'form subscribe'),
      button('All that is followed', frame.line('subscriptions')),
    ],
    footer: footer(frame),
  };
}

/** A name that leads to one kind of record alone, for a button; the id where there is none. */
function wordFor({ id, kind }: NameMatch, { knowledge }: FollowFrame): string {
  const record = kind === 'actor' ? knowledge.actor(id)?.names : undefined;
  const names = [id, ...(record ?? []).map(({ name }) => name)];
  const alone = (name: string) =>
    knowledge.resolve(name, ['incident', 'actor']).every((match) => match.kind === kind);
  return names.find(alone) ?? id;
}

/** A name that leads to no one thing that can be followed. */
export type Unclear =
  | { readonly is: 'both'; readonly matches: readonly NameMatch[] }
  | { readonly is: 'programme'; readonly match: NameMatch }
  | { readonly is: 'unknown'; readonly near: readonly NameMatch[] };

type LineFor = (subject: string | undefined) => string;

/** The name is a group's and an incident's: asks which is meant. */
function whichCard(
  given: string,
  matches: readonly NameMatch[],
  lineFor: LineFor,
  frame: FollowFrame,
): Card {
  return {
    title: 'Which one is meant?',
    tone: 'problem',
    blocks: [
      paragraph(asGiven(given), text(' names a group and an incident. Nothing was picked.')),
      {
        type: 'list',
        items: matches.map(({ label, kind, catalogue, id }) => [
          strong(label),
          text(
            ` (${catalogueName(catalogue)}), ${kind === 'actor' ? 'threat group' : 'incident'} `,
          ),
          code(id),
        ]),
      },
    ],
    sources: [],
    actions: matches.map((match) =>
      button(
        `${match.kind === 'actor' ? 'Group' : 'Incident'}: ${match.label}`,
        lineFor(wordFor(match, frame)),
      ),
    ),
    footer: footer(frame),
  };
}

/** A programme is spoken of by many disclosures and is the subject of none. */
function programmeCard({ label }: NameMatch, frame: FollowFrame): Card {
  return {
    title: 'A programme, not an incident or a group',
    tone: 'problem',
    blocks: [
      paragraph(
        strong(label),
        text(' is a standing programme. To follow what mentions it: '),
        code(`/tocsin ${frame.line('subscribe', undefined, { include: label })}`),
      ),
    ],
    sources: [],
    actions: [
      button('Follow what mentions it', frame.line('subscribe', undefined, { include: label })),
    ],
    footer: footer(frame),
  };
}

/**
 * Asks what is meant by a name. Nothing close is taken for it.
 * @param lineFor the line again, with another subject or none
 */
export function unclearCard(
  given: string,
  unclear: Unclear,
  lineFor: LineFor,
  frame: FollowFrame,
): Card {
  switch (unclear.is) {
    case 'both':
      return whichCard(given, unclear.matches, lineFor, frame);
    case 'programme':
      return programmeCard(unclear.match, frame);
    case 'unknown': {
      const verb = `${lineFor(undefined)} subject:`;
      return unpickedCard({ ...unclear, given }, 'incident or threat group', verb, frame);
    }
  }
}

/** How updates stand in a channel, just set. */
export function threadsCard(threads: boolean, frame: FollowFrame): Card {
  const words = threads
    ? 'updates and notes on corrections now go below the first post on the same incident.'
    : 'updates now stand by themselves. A correction still changes the post in place.';
  return {
    title: threads ? 'Updates go into threads' : 'Updates stand side by side',
    tone: 'answer',
    blocks: [paragraph(text(`In ${channelInWords(frame)}, ${words}`))],
    sources: [],
    actions: [
      button('Undo', frame.line('subscribe', undefined, { threads: threads ? 'off' : 'on' })),
      button('All that is followed', frame.line('subscriptions')),
    ],
    footer: footer(frame),
  };
}
