import type { z } from 'zod';
import { countryNamed } from '../../domain/countries.ts';
import type { Target } from '../../domain/incident.ts';
import { sectorsNamed } from '../../domain/sector-words.ts';
import type { Sector } from '../../domain/vocabulary.ts';
import { cut, inQuotes, listed } from '../core/words.ts';
import { joinedCountries } from './countries.ts';
import { type ClaimDraft, type Frame, ownClaim, type Plan } from './frame.ts';
import type { Victim } from './schema.ts';
import { sideBySide, type Values } from './values.ts';

/** Victims that are told alike, in one or several countries. */
interface Group {
  readonly names: readonly string[];
  readonly labels: readonly string[];
  readonly sectors: readonly Sector[];
  readonly countries: Set<string>;
}

/** A remark on how a label is used is longer than one that is part of it. */
const REMARK = /\s\([^()]{40,300}\)$/;

interface Sectors {
  readonly labels: readonly string[];
  readonly sectors: readonly Sector[];
}

/** The label of each victim's sector, from coarse to fine, and the sectors that the finest known means. */
function sectorsOf(columns: readonly (readonly string[])[], plan: Plan): Sectors {
  const longest = Math.max(0, ...columns.map((column) => column.length));
  const labels = new Set<string>();
  const sectors = new Set<Sector>();
  for (let index = 0; index < longest; index += 1) {
    const words = columns.map((column) => column[index] ?? '').filter((one) => one !== '');
    const short = words.map((one) => (one.length > 400 ? one : one.replace(REMARK, '')));
    if (short.length > 0) labels.add(short.join(': '));
    const known = words
      .map((one) => plan.mapping.sectors.get(one) ?? sectorsNamed(one))
      .filter((meant) => meant.length > 0);
    for (const sector of known.at(-1) ?? []) sectors.add(sector);
  }
  return { labels: [...labels], sectors: [...sectors] };
}

function together(values: Values): Values {
  return { ...values, entries: values.entries.length === 0 ? [] : [values.entries.flat()] };
}

type Part = 'name' | 'country' | `sector${number}`;

function groupsOf(block: Victim, plan: Plan, { row }: Frame): Group[] {
  const read = (field: Victim['name']) => {
    const values = plan.cells.values(field, row);
    return block.together ? together(values) : values;
  };
  const fields: Record<Part, Values> = { name: read(block.name), country: read(block.country) };
  for (const [index, field] of block.sector.entries()) fields[`sector${index}`] = read(field);
  const { rows, apart } = sideBySide(fields);
  if (apart.length > 0) plan.reading.note('lists of one row that differ in length');
  const groups = new Map<string, Group>();
  for (const entry of rows) {
    const names = [...new Set(entry.name.filter((name) => name !== ''))];
    const columns = block.sector.map((_, index) => entry[`sector${index}`] ?? []);
    const { labels, sectors } = sectorsOf(columns, plan);
    const key = JSON.stringify([names, labels]);
    const group = groups.get(key) ?? { names, labels, sectors, countries: new Set() };
    const parts = entry.country.filter((country) => country !== '');
    const separator = block.country?.split ?? ', ';
    for (const country of block.together ? joinedCountries(parts, separator) : parts) {
      group.countries.add(countryNamed(country) ?? country);
    }
    groups.set(key, group);
  }
  return [...groups.values()].filter((group) => describe(group) !== '');
}

function describe({ names, labels, countries }: Group): string {
  const places = [...countries].join(', ');
  const [main, ...rest] = [names.join('; '), labels.join('; '), places].filter(Boolean);
  if (main === undefined) return '';
  return rest.length === 0 ? main : `${main} (${rest.join('; ')})`;
}

/** Whom a row says it hit: a claim that tells all, and a target for each kind whose sector is known. */
export function victims(
  plan: Plan,
  frame: Frame,
): { readonly targets: readonly z.input<typeof Target>[]; readonly claims: readonly ClaimDraft[] } {
  const groups = plan.mapping.victims.flatMap((block) => groupsOf(block, plan, frame));
  if (groups.length === 0) return { targets: [], claims: [] };
  const { publisher } = plan.mapping;
  const text = `${publisher} names as hit in ${inQuotes(frame.title)}: ${listed(groups.map(describe))}.`;
  return {
    targets: groups
      .filter(({ sectors }) => sectors.length > 0)
      .map((group) => ({
        sectors: [...group.sectors],
        description: cut(describe(group), 2000),
        sources: [frame.source],
      })),
    claims: [{ ...ownClaim(plan, frame, 'victims'), kind: 'target', text: cut(text, 2000) }],
  };
}
