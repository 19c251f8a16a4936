import type { Block, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { code, strong, text } from '../card/span.ts';
import { echo } from './echo.ts';
import type { GivenRight } from './rights.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';

/** What help needs to know of a verb. */
export interface VerbHelp {
  readonly verb: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  readonly examples: readonly string[];
  readonly asOf: boolean;
  readonly ofPlace?: true;
  readonly askerOnly?: boolean;
  readonly right: 'ask' | GivenRight;
  readonly params: readonly {
    readonly name: string;
    readonly description: string;
    readonly required: boolean;
    readonly choices: readonly string[];
  }[];
}

/** Verbs shown first, each with an example that works on the built-in pack. */
const FIRST = [
  'stats',
  'incident',
  'targets',
  'actor',
  'timeline',
  'sources',
  'search',
  'incidents',
  'news',
  'subscribe',
];

function verbLine(help: VerbHelp): Spans {
  const example = help.examples[0] ?? help.verb;
  return [code(`/tocsin ${example}`), text(`: ${help.summary}`)];
}

/** What Tocsin can do, in about ten lines. */
export function helpCard(verbs: readonly VerbHelp[], view: View): Card {
  const ordered = FIRST.flatMap((verb) => verbs.find((help) => help.verb === verb) ?? []);
  const others = verbs.filter((help) => !FIRST.includes(help.verb));
  const ofRight = (right: VerbHelp['right']) =>
    others.flatMap((help) => (help.right === right ? help.verb : [])).join(', ');
  const forOthers = [
    ['For those who look after a channel', ofRight('subscribe')],
    ['For editors', ofRight('edit')],
    ['For administrators', ofRight('administer')],
  ].flatMap(([whom, listed]) => (listed === '' ? [] : [`${whom}: /tocsin ${listed}.`]));
  return {
    title: 'What Tocsin answers',
    tone: 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          text(
            'Publicly disclosed state-sponsored incidents: every fact with its source, every figure with its scope. Or ask in plain words: ',
          ),
          code('/tocsin how many accounts were compromised?'),
        ],
      },
      { type: 'list', items: ordered.map(verbLine) },
      {
        type: 'paragraph',
        spans: [
          text('Add '),
          code('as-of:2019-10-05'),
          text(' for what was public by then, '),
          code('public:true'),
          text(` to answer in the channel. Also: ${ofRight('ask')}. More on a verb: `),
          code('/tocsin help stats'),
        ],
      },
      ...(forOthers.length === 0
        ? []
        : [{ type: 'paragraph' as const, spans: [text(forOthers.join(' '))] }]),
    ],
    sources: [],
    actions: ordered.slice(0, 4).map((help) => ({
      label: help.examples[0] ?? help.verb,
      commandLine: help.examples[0] ?? help.verb,
      style: 'default' as const,
    })),
    footer: footer(view),
  };
}

/** For whom the verb is, where that is not everybody. */
const WHOSE: Readonly<Record<VerbHelp['right'], string>> = {
  ask: '',
  subscribe: ' For those who look after a channel.',
  edit: ' For editors.',
  administer: ' For administrators.',
};

function paramBlock(help: VerbHelp): Block[] {
  const common = [
    ...(help.asOf ? [[code('as-of:'), text(' a date; the answer by what was public then')]] : []),
    ...(help.ofPlace === true || help.right === 'administer' || help.right === 'subscribe'
      ? [[code('in:'), text(' for operators at the machine: another place, e.g. slack/T123')]]
      : []),
    ...(help.askerOnly === true
      ? []
      : [[code('public:true'), text(' answers in the channel instead of to you alone')]]),
  ];
  const own = help.params.map((param) => [
    code(`${param.name}:`),
    text(` ${param.description}${param.required ? ' (required)' : ''}`),
    ...(param.choices.length === 0 ? [] : [text(`. One of: ${param.choices.join(', ')}`)]),
  ]);
  return [
    { type: 'heading', text: 'Takes' },
    { type: 'list', items: [...own, ...common] },
  ];
}

/** One verb: what it does, what it takes, examples that work. */
export function verbHelpCard(help: VerbHelp, view: View): Card {
  const aliases =
    help.aliases.length === 0 ? [] : [text(` Also typed: ${help.aliases.join(', ')}.`)];
  const whose = WHOSE[help.right];
  // What an example would change is not changed from a page that explains.
  const pressable = help.examples.filter((line) => help.right === 'ask' || line === help.verb);
  return {
    title: `/tocsin ${help.verb}`,
    tone: 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [strong(`${help.summary}.`), ...aliases, ...(whose === '' ? [] : [text(whose)])],
      },
      ...paramBlock(help),
      { type: 'heading', text: 'Examples' },
      { type: 'list', items: help.examples.map((example) => [code(`/tocsin ${example}`)]) },
    ],
    sources: [],
    actions: pressable.slice(0, 3).map((example) => ({
      label: example,
      commandLine: example,
      style: 'default' as const,
    })),
    footer: footer(view),
  };
}

/** Help on a word that is no verb: the verbs there are. */
export function unknownVerbCard(given: string, verbs: readonly VerbHelp[], view: View): Card {
  return {
    title: 'No such verb',
    tone: 'problem',
    blocks: [
      {
        type: 'paragraph',
        spans: [text('Tocsin has no verb '), strong(`“${echo(given)}”`), text('. It has these:')],
      },
      { type: 'list', items: verbs.map(verbLine) },
    ],
    sources: [],
    actions: [{ label: 'Help', commandLine: 'help', style: 'default' }],
    footer: footer(view),
  };
}
