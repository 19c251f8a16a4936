import type { Action, Block, Card } from '../card/card.ts';
import type { Span, Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { SubjectKind } from '../knowledge/knowledge.ts';
import { catalogueName } from './catalogues.ts';
import { disclosedIncident } from './disclosed.ts';
import { echo } from './echo.ts';
import { importedMark } from './own-first.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { count, listInWords } from './words.ts';

/** A record that a text names, and the words that name it there. */
export interface NamedRecord {
  readonly kind: SubjectKind;
  readonly id: string;
  readonly words: readonly string[];
}

export interface NamesFound {
  readonly named: readonly NamedRecord[];
  /** Set when the text was too long for a line, which then held ids: how many of them did not fit. */
  readonly leftOut: number | undefined;
  /** There was no text at all. */
  readonly empty: boolean;
  /** A line that searches for the text; undefined where it is too long, or there is none. */
  readonly search: string | undefined;
}

const OPENS: Readonly<Record<SubjectKind, string>> = {
  actor: 'actor',
  incident: 'incident',
  programme: 'stats',
};

const MOST_BUTTONS = 5;

function labelOf({ kind, id }: NamedRecord, { knowledge }: View): string {
  return knowledge[kind](id)?.label ?? id;
}

function what({ kind, id }: NamedRecord, { knowledge }: View): string {
  const incident = knowledge.incident(id);
  if (kind === 'incident' && incident !== undefined) {
    return `${disclosedIncident(incident)}. ${incident.title}.`;
  }
  if (kind === 'programme') return `programme of ${knowledge.programme(id)?.operator ?? ''}.`;
  const names = (knowledge.actor(id)?.names ?? []).filter((one) => one.kind !== 'misspelling');
  const incidents = knowledge.incidentsOfActor(id);
  const catalogue = catalogueName(knowledge.catalogueOf(id) ?? '');
  return `threat group (${catalogue}), ${count(names.length, 'name')} and ${count(incidents.length, 'incident')} recorded here.`;
}

function quoted(words: readonly string[]): Span[] {
  const marked = words.map((one) => `“${echo(one)}”`);
  return marked.length === 0 ? [] : [text(`, in the text ${listInWords(marked)}`)];
}

function line(record: NamedRecord, view: View): Spans {
  return [strong(labelOf(record, view)), ...quoted(record.words), text(`: ${what(record, view)}`)];
}

/** Words that name more than one record, each with all of them. */
function shared(named: readonly NamedRecord[], view: View): Spans[] {
  const leads = Map.groupBy(
    named.flatMap((record) => record.words.map((words) => ({ words, record }))),
    ({ words }) => words,
  );
  return [...leads].flatMap(([words, uses]) => {
    const labels = uses.map(
      ({ record }) => labelOf(record, view) + importedMark(record.id, view.knowledge),
    );
    return labels.length < 2
      ? []
      : [[strong(`“${echo(words)}”`), text(`: ${listInWords(labels)}`)]];
  });
}

function counted(named: readonly NamedRecord[]): string {
  const of = (kind: SubjectKind) => named.filter((one) => one.kind === kind).length;
  const parts = [
    [of('actor'), 'group'],
    [of('incident'), 'incident'],
    [of('programme'), 'programme'],
  ] as const;
  const some = parts.filter(([number]) => number > 0);
  return listInWords(some.map(([number, word]) => count(number, word)));
}

function searching({ search }: NamesFound, view: View): Action[] {
  return search === undefined ? [] : [action(view, 'Search for these words', search)];
}

const NONE =
  'No group or incident recorded here is named in the text by name or id. Names that are everyday words count only beside other signs of the matter, and a description is not a name; a search looks at descriptions too.';
const NO_TEXT =
  'There is no text to look through. It goes after the verb: /tocsin names Is Charming Kitten APT35?';

function nothingNamed(found: NamesFound, view: View): Card {
  return {
    title: 'Nothing named',
    tone: 'answer',
    blocks: [{ type: 'paragraph', spans: [text(found.empty ? NO_TEXT : NONE)] }],
    sources: [],
    actions: [...searching(found, view), action(view, 'Incidents', 'incidents')],
    footer: footer(view),
  };
}

function remarks({ leftOut }: NamesFound): Block[] {
  if (leftOut === undefined) return [];
  const all = 'The text is too long to be kept with this answer. All of it was looked through';
  const rest =
    leftOut === 0
      ? '.'
      : `, but only what it names first is shown: ${count(leftOut, 'record')} more would not fit. Look up a part of the text to see the others.`;
  return [{ type: 'notice', spans: [text(`${all}${rest}`)] }];
}

/** Every group and incident that a text names. Nothing is picked where a name leads to several. */
export function namesCard(found: NamesFound, view: View): Card {
  const { named } = found;
  if (named.length === 0) return nothingNamed(found, view);
  return {
    title: 'Named in this text',
    tone: 'answer',
    blocks: [
      { type: 'paragraph', spans: [text(`${counted(named)}, in the order of the text.`)] },
      { type: 'list', items: named.map((record) => line(record, view)) },
      ...section('Names with more than one record', shared(named, view)),
      ...remarks(found),
    ],
    sources: [],
    actions: named
      .slice(0, MOST_BUTTONS)
      .map((record) =>
        action(
          view,
          labelOf(record, view) + importedMark(record.id, view.knowledge),
          `${OPENS[record.kind]} ${record.id}`,
        ),
      ),
    footer: footer(view),
  };
}
