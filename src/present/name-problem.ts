import type { Action, Block, Card } from '../card/card.ts';
import type { Span, Spans } from '../card/span.ts';
import { code, strong, text } from '../card/span.ts';
import type { NameMatch, SubjectKind } from '../knowledge/knowledge.ts';
import { catalogueName } from './catalogues.ts';
import { Citations } from './citations.ts';
import { longDate } from './dates.ts';
import { asGiven } from './problem-words.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { listInWords } from './words.ts';

const KIND: Readonly<Record<SubjectKind, string>> = {
  actor: 'threat group',
  incident: 'incident',
  programme: 'programme',
};

/** Buttons for candidates; the list above them has every one. */
const MOST_BUTTONS = 8;

function paragraph(...spans: Span[]): Block {
  return { type: 'paragraph', spans };
}

/** The words as one argument, by the grammar of `command/grammar.ts`. */
function argument(words: string): string {
  const plain = /^[\p{L}\p{N}]+(?:[.-][\p{L}\p{N}]+)*$/u.test(words) && !/^help$/i.test(words);
  return plain ? words : `"${words.replace(/["\\]/g, '\\$&')}"`;
}

/** `verb` may end in a key: `incidents actor:`. */
function lineFor(verb: string, name: string): string {
  return verb.endsWith(':') ? `${verb}${argument(name)}` : `${verb} ${argument(name)}`;
}

export interface UnknownName {
  /** What was looked for, as a noun: "actor", "incident or programme". */
  readonly kind: string;
  readonly given: string;
  readonly near: readonly NameMatch[];
  /** The verb to try a near name with, or the verb and a key: `incidents actor:`. */
  readonly verb: string;
}

/** In a view of the past a record may only be missing because it was not public yet. */
function pastNotice({ knowledge }: View): Block[] {
  if (knowledge.asOf === undefined) return [];
  const limit = `Only what was public by ${longDate(knowledge.asOf)} was looked at.`;
  return [{ type: 'notice', spans: [text(limit)] }];
}

function askOfToday({ given, verb }: UnknownName, { knowledge }: View): Action[] {
  if (knowledge.asOf === undefined) return [];
  return [{ label: 'Ask without the date', commandLine: lineFor(verb, given), style: 'default' }];
}

/** The name that is near, and the record that it leads to where that goes by another. */
function nearName({ name, label, misspelling }: NameMatch): string {
  return misspelling || name.toLowerCase() === label.toLowerCase() ? label : `${name} (${label})`;
}

/** No record goes by the name: close names are offered, none is taken. */
export function unknownName(unknown: UnknownName, view: View): Card {
  const { kind, given, near, verb } = unknown;
  const search = lineFor('search', given);
  const close = near.map(nearName);
  const guess = close.length === 0 ? [] : [text(` Did you mean ${listInWords(close, 'or')}?`)];
  return {
    title: `No such ${kind}`,
    tone: 'problem',
    blocks: [
      paragraph(text(`No ${kind} called `), asGiven(given), text(' is recorded here.'), ...guess),
      paragraph(text('Or: '), code(`/tocsin ${search}`)),
      ...pastNotice(view),
    ],
    sources: [],
    actions: [
      ...near.map((match) => action(view, nearName(match), lineFor(verb, match.id))),
      ...askOfToday(unknown, view),
      action(view, 'Search for these words', search),
    ],
    footer: footer(view),
  };
}

export interface AmbiguousName {
  readonly given: string;
  readonly matches: readonly NameMatch[];
  /** As in `UnknownName`. */
  readonly verb: string;
}

/** Who uses the matched name for this group, with sources. */
function usedBy(match: NameMatch, view: View, citations: Citations): Spans {
  const names =
    view.knowledge.actor(match.id)?.names.filter((one) => one.name === match.name) ?? [];
  const users = [...new Set(names.flatMap((one) => one.usedBy))];
  if (users.length === 0) return [];
  const part = names.some((one) => one.kind === 'partial') ? ' for part of it' : '';
  return [
    text(`; “${match.name}” is used${part} by ${listInWords(users)}`),
    ...citations.spans(names.flatMap((one) => one.sources)),
  ];
}

function candidate(match: NameMatch, view: View, citations: Citations): Spans {
  return [
    strong(match.label),
    text(` (${catalogueName(match.catalogue)}), ${KIND[match.kind]} `),
    code(match.id),
    ...usedBy(match, view, citations),
  ];
}

/** Several records share the name: each is listed with its catalogue, and the asker picks. */
export function ambiguousName({ given, matches, verb }: AmbiguousName, view: View): Card {
  const citations = new Citations(view.knowledge);
  const kinds = new Set(matches.map((match) => match.kind));
  const [only] = kinds;
  const what = kinds.size === 1 && only !== undefined ? KIND[only] : 'record';
  return {
    title: 'Which one is meant?',
    tone: 'problem',
    blocks: [
      paragraph(
        asGiven(given),
        text(` is used for more than one ${what}, depending on whose list. Nothing was picked.`),
      ),
      { type: 'list', items: matches.map((match) => candidate(match, view, citations)) },
    ],
    sources: citations.lines(),
    actions: matches
      .slice(0, MOST_BUTTONS)
      .map((match) =>
        action(view, `${match.label} — ${catalogueName(match.catalogue)}`, lineFor(verb, match.id)),
      ),
    footer: footer(view),
  };
}
