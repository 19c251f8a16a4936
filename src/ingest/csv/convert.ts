import type { z } from 'zod';
import type { Incident } from '../../domain/incident.ts';
import { firstDay, lastDay, type PartialDate } from '../../domain/partial-date.ts';
import { citedUrl } from '../core/cited.ts';
import type { Candidate } from '../core/format.ts';
import { hashId, slug, sourceId } from '../core/ids.ts';
import { cut, inQuotes, quoted } from '../core/words.ts';
import { attributions } from './attributions.ts';
import { dateIn } from './dates.ts';
import { type ClaimDraft, cite, type Frame, ownClaim, type Plan } from './frame.ts';
import type { Field } from './schema.ts';
import type { Row } from './table.ts';
import { victims } from './victims.ts';

/** Ids longer than this would leave no room for those of claims. */
const LONGEST_ID = 36;

/** What a row is known by: the table's own id, or what tells it apart. Undefined where it has nothing. */
export function idOf({ cells, mapping }: Plan, row: Row): string | undefined {
  const { id, prefix } = mapping.incident;
  const columns = typeof id === 'string' ? [id] : id;
  const values = columns
    .map((column) => cells.known(row.cell(column)))
    // The same day written otherwise is the same.
    .map((value) => dateIn(value, mapping.dates) ?? value);
  if (values.every((value) => value === '')) return undefined;
  const [only = ''] = values;
  const words = slug(only);
  const isPlain = columns.length === 1 && words === only.toLowerCase();
  return isPlain && words.length <= LONGEST_ID
    ? `${prefix}-${words}`
    : hashId(prefix, values.join('\u0000'));
}

/** Undefined and a note where there is something that is no date. */
function date(field: Field | undefined, plan: Plan, row: Row): PartialDate | undefined {
  const text = plan.cells.text(field, row);
  const found = dateIn(text, plan.mapping.dates);
  if (text !== '' && found === undefined) plan.reading.note('a date that cannot be read');
  return found;
}

interface Dates {
  readonly disclosedOn: PartialDate;
  readonly disclosedOnNote?: string;
  readonly disclosedOnStandsIn?: true;
  readonly occurred: z.input<typeof Incident>['occurred'];
}

/** The first day on which somebody is recorded to have said who was behind it. */
function firstSaid({ cells, mapping }: Plan, row: Row): PartialDate | undefined {
  const days = mapping.attributions
    .flatMap(({ on }) => cells.values(on, row).entries.flat())
    .flatMap((day) => dateIn(day, mapping.dates) ?? []);
  return days.sort()[0];
}

/** Undefined where a row has no date at all. */
function dates(plan: Plan, row: Row): Dates | undefined {
  const { incident, publisher } = plan.mapping;
  const from = date(incident.began, plan, row);
  const to = date(incident.ended, plan, row);
  const disclosed = date(incident.disclosed, plan, row);
  const turned = from !== undefined && to !== undefined && lastDay(to) < firstDay(from);
  if (turned) plan.reading.note('a row that ends before it begins');
  const notes = [
    ...(turned ? [`${publisher} has it end before it begins; the dates are as given.`] : []),
    ...(incident.periodNote !== undefined && (from ?? to) !== undefined
      ? [incident.periodNote]
      : []),
  ];
  const occurred = {
    ...{ from: from ?? null, to: to ?? null },
    ...(notes.length === 0 ? {} : { note: cut(notes.join(' '), 2000) }),
  };
  if (disclosed !== undefined) {
    const note = incident.disclosedNote;
    return {
      disclosedOn: disclosed,
      occurred,
      ...(note === undefined ? {} : { disclosedOnNote: note }),
    };
  }
  const [instead, what] =
    [
      [from, 'that it began'],
      [to, 'that it ended'],
      [firstSaid(plan, row), 'that somebody first said who was behind it'],
    ].find(([day]) => day !== undefined) ?? [];
  if (instead === undefined) return undefined;
  const disclosedOnNote = `${publisher} gives no date of disclosure; this is when it says ${what}.`;
  return {
    ...{ disclosedOn: instead as PartialDate, disclosedOnNote, occurred },
    disclosedOnStandsIn: true,
  };
}

/** Cells that hold an address where words belong: the row's cells stand under the wrong headings. */
function slipped({ cells, mapping }: Plan, row: Row): string | undefined {
  const { incident, attributions: said, victims: hit } = mapping;
  const fields = [
    incident.method,
    ...said.flatMap(({ country, what }) => [country, what]),
    ...hit.flatMap(({ country, sector }) => [country, ...sector]),
  ];
  return fields.map((field) => cells.text(field, row)).find((words) => /^https?:\/\//i.test(words));
}

function methods(plan: Plan, frame: Frame): ClaimDraft[] {
  const { method } = plan.mapping.incident;
  const kinds = plan.cells.values(method, frame.row).entries.flat().filter(Boolean);
  if (kinds.length === 0) return [];
  const text = `${plan.mapping.publisher} classes ${inQuotes(frame.title)} as ${quoted([...new Set(kinds)])}.`;
  return [{ ...ownClaim(plan, frame, 'method'), kind: 'method', text: cut(text, 2000) }];
}

/** Words, and addresses that carry them. */
function responses(plan: Plan, frame: Frame): ClaimDraft[] {
  const parts = plan.cells.text(plan.mapping.incident.response, frame.row).split(/\s+/);
  const pages = parts.flatMap((part) => citedUrl(part) ?? []);
  const words = plan.cells.known(parts.filter((part) => citedUrl(part) === undefined).join(' '));
  const cited = pages.map((url) => cite(plan, frame, url));
  if (words === '') return [];
  const own = ownClaim(plan, frame, 'response');
  const text = `${plan.mapping.publisher} records as response to ${inQuotes(frame.title)}: ${inQuotes(words)}.`;
  return [
    { ...own, kind: 'response', text: cut(text, 2000), sources: [frame.source, ...new Set(cited)] },
  ];
}

/** Several in one cell, whatever stands between them. */
function addresses(words: string): string[] {
  return words.replace(/\s+/g, ' ').split(/[ ;,]{1,3}(?=https?:)/i);
}

/** Addresses of a row that are tied to no one statement. */
function citeLinks(plan: Plan, frame: Frame): void {
  const words = plan.cells.all(plan.mapping.incident.links, frame.row);
  for (const word of words.flatMap(addresses)) {
    const url = citedUrl(word);
    if (url !== undefined) cite(plan, frame, url);
    else plan.reading.note('a link that is no address');
  }
}

/** The page on one row, where the mapping says how its address is made. */
function pageOf({ mapping }: Plan, row: Row): string {
  const page = mapping.page?.replace(/\{([^{}]+)\}/g, (_, column: string) =>
    encodeURIComponent(row.cell(column)),
  );
  return (page === undefined ? undefined : citedUrl(page)) ?? mapping.url;
}

/** A row as an incident with what the table says of it. Undefined with a reason where it cannot be one. */
export function* candidates(plan: Plan, row: Row, id: string): Generator<Candidate> {
  const { cells, mapping, reading } = plan;
  const where = `line ${row.line}`;
  const title = cells.text(mapping.incident.title, row).replace(/\s+/g, ' ');
  if (title === '') return reading.skip({ reason: 'no title', where });
  const astray = slipped(plan, row);
  if (astray !== undefined) {
    return reading.skip({
      reason: 'cells under the wrong headings',
      where,
      detail: cut(astray, 80),
    });
  }
  const page = pageOf(plan, row);
  const frame: Frame = { row, id, title: cut(title, 300), source: sourceId(page), where };
  const when = dates(plan, row);
  if (when === undefined) return reading.skip({ reason: 'no date', where, detail: cut(title, 80) });
  if (page !== mapping.url) {
    plan.own.add(frame.source);
    yield { kind: 'source', where, body: rowSource(plan, frame, page) };
  }
  const said = attributions(plan, frame);
  const hit = victims(plan, frame);
  const description = cut(cells.text(mapping.incident.description, row), 10_000);
  const body: z.input<typeof Incident> = {
    id,
    title: frame.title,
    label: cut(title, 80),
    ...when,
    actors: [...new Set(said.flatMap(({ actors = [] }) => actors))],
    targets: [...hit.targets],
    ...(description === '' ? {} : { description: { text: description, sources: [frame.source] } }),
  };
  yield { kind: 'incident', where, body };
  const claims = [...said, ...hit.claims, ...methods(plan, frame), ...responses(plan, frame)];
  for (const claim of claims) yield { kind: 'claim', where, body: claim };
  citeLinks(plan, frame);
}

type SourceDraft = Extract<Candidate, { kind: 'source' }>['body'];

function rowSource({ mapping }: Plan, { source, title }: Frame, url: string): SourceDraft {
  const { publisher, tier } = mapping;
  return { id: source, publisher, title, url, publishedOn: null, tier };
}

/** The table itself, the groups that rows name and the pages that they cite. */
export function* sharedCandidates({ mapping, groups, own, pages }: Plan): Generator<Candidate> {
  const { publisher, tier, title, url } = mapping;
  const body = { id: sourceId(url), publisher, title, url, publishedOn: null, tier };
  yield { kind: 'source', where: 'the table', body };
  yield* groups.candidates();
  for (const page of pages.candidates()) if (!own.has(page.body.id)) yield page;
}
