import type { Card } from '../card/card.ts';
import { instant, type Span, type Spans, strong, text } from '../card/span.ts';
import { shorten } from '../card/split.ts';
import type { Disclosure, DisclosureKind } from '../domain/disclosure.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { correctionsOf, firstOut, outAt, type PostedItem } from './posted-item.ts';
import type { View } from './view.ts';
import { count } from './words.ts';

const KIND_NAMES: Readonly<Record<DisclosureKind, string>> = {
  new: 'disclosure',
  update: 'update',
  correction: 'correction',
  retraction: 'retraction',
};

/** Incident and groups named before the others are counted. */
const SUBJECTS_NAMED = 2;
const LONGEST_LABEL = 40;

/** "This update is retracted": what stands as title where the headline no longer holds. */
export function retractedTitle({ kind }: Disclosure): string {
  return `This ${KIND_NAMES[kind]} is retracted`;
}

/** The incident and the groups that it names, as far as the view knows them, each label once. */
export function subjectsOf({ incident, actors }: Disclosure, knowledge: Knowledge): string[] {
  const event = incident === undefined ? undefined : knowledge.incident(incident)?.label;
  const groups = actors.flatMap((id) => knowledge.actor(id)?.label ?? []);
  const others = groups.filter((label) => event === undefined || !event.includes(label));
  return [...new Set([...(event === undefined ? [] : [event]), ...others])];
}

function subjectsInWords(disclosure: Disclosure, knowledge: Knowledge): string[] {
  const subjects = subjectsOf(disclosure, knowledge);
  const more = subjects.length - SUBJECTS_NAMED;
  return [
    ...subjects.slice(0, SUBJECTS_NAMED).map((label) => shorten(label, LONGEST_LABEL)),
    ...(more > 0 ? [`${count(more, 'more group')}`] : []),
  ];
}

/** An instant that is read beside the day of the first posting: its time, and the day if it is another. */
export function instantBeside(at: Date, first: Date): Span {
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return instant(at, day(at) === day(first) ? 'time' : 'date-time');
}

/** What became of it since it first went out, and when; undefined when it stands as it was. */
export function changeOf(item: PostedItem): { word: string; at: Span } | undefined {
  const { current } = item;
  const isRetracted = current.state === 'retracted';
  if (!isRetracted && correctionsOf(item).length === 0) return undefined;
  const last = isRetracted ? current : (correctionsOf(item).at(-1) ?? current);
  const at = instantBeside(outAt(last), firstOut(item));
  return { word: isRetracted ? 'Retracted' : 'Corrected', at };
}

/** "UPDATE · Phosphorus · severity high · CORRECTED 15:40 UTC". */
export function kickerOf(item: PostedItem, { knowledge }: View): Spans {
  const { disclosure } = item.current;
  const { kind, severity } = disclosure;
  const parts = [...subjectsInWords(disclosure, knowledge), `severity ${severity}`];
  const change = changeOf(item);
  return [
    strong(kind.toUpperCase()),
    text(` · ${parts.join(' · ')}`),
    ...(change === undefined
      ? []
      : [text(' · '), strong(change.word.toUpperCase()), text(' '), change.at]),
  ];
}

/** One subject and the severity, for a line among others: "update · Phosphorus · severity high". */
export function inOneLine(disclosure: Disclosure, { knowledge }: View): string {
  const [subject] = subjectsOf(disclosure, knowledge);
  const named = subject === undefined ? [] : [shorten(subject, LONGEST_LABEL)];
  return [disclosure.kind, ...named, `severity ${disclosure.severity}`].join(' · ');
}

export function toneOf(item: PostedItem): Card['tone'] {
  const { state, disclosure } = item.current;
  if (state === 'retracted') return 'retracted';
  if (correctionsOf(item).length > 0) return 'corrected';
  const { severity } = disclosure;
  return severity === 'high' || severity === 'critical' ? 'alert' : 'answer';
}
