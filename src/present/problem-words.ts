import type { Span, Spans } from '../card/span.ts';
import { code, strong, text } from '../card/span.ts';
import type { Expectation, Problem, ProblemKind } from '../command/problem.ts';
import type { PartialDate } from '../domain/partial-date.ts';
import { longDate } from './dates.ts';
import { echo } from './echo.ts';
import { EDITING_REACHES, operatorLine } from './rights.ts';
import { count, listInWords } from './words.ts';

/** What is wrong: a title without the asker's words, then a paragraph each. */
export interface ProblemWords {
  readonly title: string;
  readonly paragraphs: readonly Spans[];
}

type Of<K extends ProblemKind> = Extract<Problem, { readonly kind: K }>;

const WHO_MAY: Readonly<Record<Of<'not-allowed'>['right'], string>> = {
  ask: 'people who may ask here',
  subscribe: "people who look after this channel's subscriptions",
  edit: 'editors',
  administer: 'administrators',
};

/** The asker's own words, shortened. */
export function asGiven(words: string): Span {
  return strong(`“${echo(words)}”`);
}

function number(value: number): string {
  return value.toLocaleString('en-GB');
}

function expected(expects: Expectation): string {
  switch (expects.type) {
    case 'choice':
      return `It takes one of: ${expects.choices.join(', ')}.`;
    case 'number':
      return `It takes a whole number from ${number(expects.min)} to ${number(expects.max)}.`;
    case 'date':
      return 'It takes a date: 2019, 2019-10, 2019-10-04, "4 Oct 2019", today or yesterday. 4/10/2019 is not taken: it is April to some readers and October to others.';
    case 'moment':
      return 'It takes a date with a time, and a zone where yours is not meant: "2026-11-26 14:00", "26 Nov 2026 14:00 UTC", "2026-11-26 14:00 Europe/Berlin"; or none.';
    case 'text':
      return `It takes up to ${number(expects.maxLength)} characters.`;
    case 'person':
      return 'It takes one person: type @ and choose the name, or give the id, as in U0123ABCD for Slack or 123456789012345678 for Discord.';
    case 'other':
      return `The reason: ${expects.message}.`;
  }
}

/** Who can give the right, with the lines to type. */
function whoCanHelp({ right, who, where }: Of<'not-allowed'>): Spans[] {
  const { platform } = where;
  if (platform !== 'slack' && platform !== 'discord') {
    return [[text('A line that comes by a link may only ask. Type it yourself.')]];
  }
  if (right === 'edit') {
    return [
      [
        text(
          `Only whoever runs Tocsin can give you the right: ${EDITING_REACHES}. On the machine it runs on, the line for you is `,
        ),
        code(operatorLine(who, right, where)),
      ],
    ];
  }
  return [
    [
      text('An administrator here can give you the right: '),
      code(`/tocsin grant ${who} right:${right}`),
    ],
    [
      text(
        'The first administrator is named by whoever runs Tocsin, on the machine it runs on. For you the line is ',
      ),
      code(operatorLine(who, 'administer', where)),
    ],
  ];
}

const WORDS: { readonly [K in ProblemKind]: (problem: Of<K>) => ProblemWords } = {
  'too-long': ({ length, limit }) => ({
    title: 'The line is too long',
    paragraphs: [
      [text(`It has ${number(length)} characters, and up to ${number(limit)} are read.`)],
      [text('Nothing was looked up. Ask about one incident or group, or put one question.')],
    ],
  }),
  'too-many': ({ seconds }) => ({
    title: 'A moment, please',
    paragraphs: [
      [
        text(
          `You have asked more in the last minute than can be read. Ask again in ${count(seconds, 'second')}. Nothing was looked up.`,
        ),
      ],
    ],
  }),
  'unknown-verb': ({ given }) => ({
    title: 'No such verb',
    paragraphs: [[text('Tocsin has no verb '), asGiven(given), text('. Nothing was run.')]],
  }),
  'unknown-key': ({ verb, key, closest, known }) => ({
    title: 'No such option',
    paragraphs: [
      [
        code(verb),
        text(' has no option '),
        asGiven(`${key}:`),
        ...(closest === undefined
          ? [text('.')]
          : [text('. The closest is '), code(`${closest}:`), text('.')]),
      ],
      [
        text(
          `It takes ${listInWords(known.filter((name) => name !== 'page').map((name) => `${name}:`))}.`,
        ),
      ],
    ],
  }),
  'repeated-key': ({ key }) => ({
    title: 'An option given twice',
    paragraphs: [[code(`${key}:`), text(' can stand only once in a line.')]],
  }),
  'empty-value': ({ key, description }) => ({
    title: 'An option without a value',
    paragraphs: [[code(`${key}:`), text(` has no value. What it takes: ${description}.`)]],
  }),
  missing: ({ verb, key, description }) => ({
    title: 'Something is missing',
    paragraphs: [[code(verb), text(` needs more: ${description} (`), code(`${key}:`), text(').')]],
  }),
  'extra-words': ({ verb, given }) => ({
    title: 'Words left over',
    paragraphs: [[code(verb), text(' has no place for '), asGiven(given), text('.')]],
  }),
  'bad-value': ({ key, given, expects }) => ({
    title: 'A value that cannot be used',
    paragraphs: [
      [asGiven(given), text(' cannot be used for '), code(key), text('.')],
      [text(expected(expects))],
    ],
  }),
  'future-date': ({ key, given, today }) => ({
    title: 'That date is still to come',
    paragraphs: [
      [
        asGiven(`${key}:${given}`),
        text(` is later than today, ${longDate(today as PartialDate)}, where you are.`),
      ],
    ],
  }),
  'no-as-of': ({ verb }) => ({
    title: 'No view of the past here',
    paragraphs: [[code(verb), text(' takes no as-of date: it tells of the present only.')]],
  }),
  'not-allowed': (problem) => ({
    title: 'Not open to you here',
    paragraphs: [
      [code(problem.verb), text(` is for ${WHO_MAY[problem.right]}.`)],
      ...whoCanHelp(problem),
    ],
  }),
  refused: ({ message, remedy }) => ({
    title: 'Not done',
    paragraphs: [[text(message)], [text(remedy)]],
  }),
  failed: ({ reference }) => ({
    title: 'Something went wrong',
    paragraphs: [
      [text('The fault is ours, not in what you asked. There is no answer to show.')],
      [
        text('It has been logged as '),
        code(reference),
        text(
          '. Try again in a moment; if it happens again, quote that to whoever looks after Tocsin.',
        ),
      ],
    ],
  }),
};

/** The words for a problem. */
export function problemWords(problem: Problem): ProblemWords {
  const words = WORDS[problem.kind] as (problem: Problem) => ProblemWords;
  return words(problem);
}
