import type { PartialDate } from '../../domain/partial-date.ts';
import type { Basis } from '../../domain/vocabulary.ts';
import { citedUrl } from '../core/cited.ts';
import { hashId } from '../core/ids.ts';
import { cut, inQuotes, quoted } from '../core/words.ts';
import { groupsIn } from './actors.ts';
import { joinedCountries, readCountry } from './countries.ts';
import { dateIn } from './dates.ts';
import { type ClaimDraft, cite, type Frame, ownClaim, type Plan } from './frame.ts';
import { isHedged } from './hedges.ts';
import type { Attribution, Field } from './schema.ts';
import { type Said, sentence, told } from './sentences.ts';
import { sideBySide, type Values } from './values.ts';

/** One statement on who was behind an incident, as the table has it. */
interface Statement extends Said {
  readonly on: PartialDate | undefined;
  readonly basis: readonly string[];
}

/** What of a statement stands in a field of its own. */
type Part = 'country' | 'actor' | 'what' | 'on' | `by${number}` | `basis${number}`;

/** Who a row says was behind the incident: a claim for each who says it of whom. */
export function attributions(plan: Plan, frame: Frame): ClaimDraft[] {
  const claims = new Map<string, ClaimDraft>();
  for (const block of plan.mapping.attributions) {
    if (block.otherwise && claims.size > 0) continue;
    const { statements, apart } = statementsOf(block, plan, frame);
    const pages = plan.cells.all(block.links, frame.row).flatMap((url) => citedUrl(url) ?? []);
    const cited = pages.map((url) => cite(plan, frame, url));
    for (const statement of statements) {
      const claim = claimOf(statement, statements.length === 1 ? cited : [], plan, frame);
      const note = [claim.note, apart].filter((words) => words !== undefined).join(' ');
      claims.set(claim.id, note === '' ? claim : { ...claim, note: cut(note, 2000) });
    }
  }
  return [...claims.values()];
}

function countriesOf(field: Field | undefined, plan: Plan, frame: Frame): Values {
  const values = plan.cells.values(field, frame.row);
  const separator = field?.split;
  if (!separator?.includes(',')) return values;
  const countries = joinedCountries(values.entries.flat(), separator);
  return { ...values, entries: countries.map((country) => [country]) };
}

function statementsOf(
  block: Attribution,
  plan: Plan,
  frame: Frame,
): { readonly statements: readonly Statement[]; readonly apart: string | undefined } {
  const read = (field: Field | undefined) => plan.cells.values(field, frame.row);
  const fields: Record<Part, Values> = {
    country: countriesOf(block.country, plan, frame),
    actor: read(block.actor),
    what: read(block.what),
    on: read(block.on),
  };
  for (const [index, field] of block.by.entries()) fields[`by${index}`] = read(field);
  for (const [index, field] of block.basis.entries()) fields[`basis${index}`] = read(field);
  const { rows, apart } = sideBySide(fields);
  const several = (entry: Record<Part, readonly string[]>, name: 'by' | 'basis') =>
    block[name].flatMap((_, index) => entry[`${name}${index}`] ?? []);
  const statements = rows.map(
    (entry): Statement => ({
      block,
      country: entry.country.join(', '),
      actor: entry.actor.join(', '),
      what: entry.what.join(', '),
      by: several(entry, 'by').find((name) => name !== '') ?? '',
      on: dateIn(entry.on[0] ?? '', plan.mapping.dates),
      basis: several(entry, 'basis').filter((words) => words !== ''),
    }),
  );
  const loose = apart.flatMap((name) => fields[name]?.entries.flat() ?? []).filter(Boolean);
  if (apart.length > 0) plan.reading.note('lists of one row that differ in length');
  return {
    statements: statements.filter(({ country, actor }) => country !== '' || actor !== ''),
    apart:
      loose.length === 0
        ? undefined
        : `The table also has ${quoted([...new Set(loose)])}, without saying what of it belongs here.`,
  };
}

function claimOf(
  statement: Statement,
  cited: readonly string[],
  plan: Plan,
  frame: Frame,
): ClaimDraft {
  const { publisher } = plan.mapping;
  const { block, actor, by, on, what, basis: ground } = statement;
  const { country, words, hedge } = readCountry(statement.country);
  if (words !== '' && country === undefined) plan.reading.note('a country of an unknown name');
  const groups = groupsIn(actor, block.names).map((names) => plan.groups.add(names, frame.where));
  const tells = actor !== '' && groups.length === 0;
  const where = country ?? (words && inQuotes(cut(words, 200)));
  const named = { ...statement, actor: tells ? '' : actor, country: where };
  const key = JSON.stringify([by, statement.country, actor, what, on, ground]);
  const text = [
    sentence(named, publisher, frame.title),
    ...(tells ? [told(actor, publisher, frame.title)] : []),
    ...(ground.length === 0 ? [] : [`Basis, in its words: ${quoted(ground)}.`]),
  ].filter((part) => part !== '');
  const confidence =
    hedge ?? [tells ? actor : '', what].find((one) => isHedged(one)) ?? block.confidence;
  return {
    ...ownClaim(plan, frame, hashId('origin', key)),
    kind: 'attribution',
    text: cut(text.join(' '), 2000),
    ...(by === '' ? {} : { assertedBy: [{ name: cut(by, 120) }], reportedBy: [publisher] }),
    ...(on === undefined ? {} : { assertedOn: on }),
    basis: basisOf(statement),
    status: ground.some((one) => block.disputed.includes(one)) ? 'disputed' : 'asserted',
    ...(country === undefined ? {} : { country }),
    ...(confidence === undefined ? {} : { confidence: cut(confidence, 160) }),
    ...(groups.length === 0 ? {} : { actors: groups }),
    sources: [frame.source, ...cited],
  };
}

function basisOf({ basis, block, by }: Statement): Basis {
  const said = basis.flatMap((words) => block.bases.get(words) ?? [])[0];
  return said ?? (by === '' ? 'first-hand' : 'named-source');
}
