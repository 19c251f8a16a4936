import { tidyText } from '../card/tidy-spans.ts';
import type { Claim } from '../domain/claim.ts';
import type { Knowledge, SubjectKind } from '../knowledge/knowledge.ts';
import { isShortId } from '../shared/short-id.ts';
import type { Param, ParamKind } from './param.ts';
import type { Registry } from './registry.ts';

/** What completion chooses from. */
export interface CompletionSources {
  readonly registry: Registry;
  readonly knowledge: Knowledge;
  /** The most items wanted. */
  readonly limit: number;
}

/** A value that a parameter would take. */
export interface Candidate {
  readonly value: string;
  readonly label: string;
  /** What it is, in a few words. */
  readonly detail: string;
}

/** What a name leads to, as people say it. */
const KIND_WORDS: Readonly<Record<SubjectKind, string>> = {
  actor: 'group',
  incident: 'incident',
  programme: 'programme',
};

const KINDS: Partial<Record<ParamKind, readonly SubjectKind[]>> = {
  actor: ['actor'],
  incident: ['incident'],
  subject: ['incident', 'actor', 'programme'],
  followed: ['incident', 'actor'],
};

function startsWith(text: string, partial: string): boolean {
  return text.toLowerCase().startsWith(partial.toLowerCase());
}

interface NameCandidate extends Candidate {
  readonly kind: SubjectKind;
}

/** Records asked for beyond what is shown: catalogues that share a name make one candidate. */
const RECORDS_A_NAME = 6;

/** Longer names are given as the id of their record: no menu takes them whole, and half a name leads elsewhere. */
const LONGEST_NAME = 75;

interface NameFound {
  readonly kind: SubjectKind;
  readonly name: string;
  /** Of the record that comes first. */
  readonly id: string;
  readonly labels: Set<string>;
  readonly catalogues: Set<string>;
}

function toCandidate({ kind, name, id, labels, catalogues }: NameFound): NameCandidate {
  const others = [...labels].filter((label) => label !== name);
  const records = [KIND_WORDS[kind], ...(others.length === 0 ? [] : [[...labels].join(', ')])];
  const within = catalogues.size > 1 ? `; in ${catalogues.size} catalogues` : '';
  const isWhole = name !== '' && name.length <= LONGEST_NAME;
  return {
    ...{ kind, value: isWhole ? name : id, label: name === '' ? id : name },
    detail: records.join(': ') + within,
  };
}

/**
 * Names as completion shows them; a name that several records share stands once, with all of them. All
 * is tidied as on a card: menus show it, and what is left out of a name leads nowhere else.
 */
export function namesLike(
  partial: string,
  kinds: readonly SubjectKind[] | undefined,
  { knowledge, limit }: CompletionSources,
): NameCandidate[] {
  const named = new Map<string, NameFound>();
  for (const match of knowledge.complete(partial, kinds, limit * RECORDS_A_NAME)) {
    const { kind, id, label, catalogue } = match;
    const name = tidyText(match.name).trim();
    const key = `${kind} ${name.toLowerCase()}`;
    const found = named.get(key) ?? {
      ...{ kind, name, id },
      ...{ labels: new Set<string>(), catalogues: new Set<string>() },
    };
    found.labels.add(tidyText(label).trim());
    found.catalogues.add(catalogue);
    named.set(key, found);
  }
  return [...named.values()].slice(0, limit).map(toCandidate);
}

function labelOf(about: string, knowledge: Knowledge): string {
  const record = knowledge.incident(about) ?? knowledge.actor(about) ?? knowledge.programme(about);
  return record?.label ?? about;
}

/** Characters from which on a beginning of a claim's own name tells something. */
const LEAST_NAME = 3;

/** Claims about incidents whose own name begins so: `comp` finds `compromised`. */
function claimsNamed(partial: string, knowledge: Knowledge): Claim[] {
  if (partial.length < LEAST_NAME) return [];
  return knowledge
    .incidents()
    .flatMap(({ id }) =>
      knowledge
        .claimsAbout(id)
        .filter((claim) => startsWith(claim.id.slice(claim.about.length + 1), partial)),
    );
}

function claimsFound(partial: string, { knowledge, limit }: CompletionSources): Claim[] {
  const hits = knowledge.search(partial, { kinds: ['claim'], limit });
  const matching = hits.flatMap((hit) => knowledge.claim(hit.id) ?? []);
  return [...new Set([...claimsNamed(partial, knowledge), ...matching])];
}

function claimsLike(partial: string, sources: CompletionSources): Candidate[] {
  const { knowledge } = sources;
  const subject = partial.slice(0, Math.max(partial.lastIndexOf('.'), 0)).toLowerCase();
  const listed = knowledge.claimsAbout(subject).filter((claim) => startsWith(claim.id, partial));
  const found = listed.length > 0 ? listed : claimsFound(partial, sources);
  // Whoever types words looks for a sentence; whoever types an id, for an id.
  return found.map(({ id, text, about }) =>
    listed.length > 0
      ? { value: id, label: id, detail: tidyText(text) }
      : { value: id, label: tidyText(text), detail: tidyText(labelOf(about, knowledge)) },
  );
}

/** Today, yesterday, and the days on which something was disclosed, newest first. */
function datesLike(partial: string, { knowledge, limit }: CompletionSources): Candidate[] {
  const dates = new Map<string, string>([
    ['today', ''],
    ['yesterday', ''],
  ]);
  for (const { disclosedOn, label } of knowledge.incidents()) {
    if (dates.size > limit + 2) break;
    if (startsWith(disclosedOn, partial) && !dates.has(disclosedOn)) dates.set(disclosedOn, label);
  }
  return [...dates]
    .filter(([date]) => startsWith(date, partial))
    .map(([value, detail]) => ({ value, label: value, detail }));
}

/** Zones whose name begins so, or whose city. */
function zonesLike(partial: string): Candidate[] {
  const wanted = partial.replaceAll(' ', '_');
  return ['UTC', ...Intl.supportedValuesOf('timeZone')]
    .filter((zone) => [zone, ...zone.split('/').slice(1)].some((part) => startsWith(part, wanted)))
    .map((value) => ({ value, label: value, detail: '' }));
}

/** What a channel can follow beside what has a name, and the id of what it follows. */
function followedLike(partial: string): Candidate[] {
  const id = partial.toUpperCase();
  return [
    ...(isShortId('S', id) ? [{ value: id, label: id, detail: 'subscription' }] : []),
    ...(startsWith('everything', partial)
      ? [{ value: 'everything', label: 'everything', detail: '' }]
      : []),
  ];
}

function verbsLike(partial: string, { registry }: CompletionSources): Candidate[] {
  return registry.commands
    .filter(({ verb, aliases }) => [verb, ...aliases].some((word) => startsWith(word, partial)))
    .map(({ verb, summary }) => ({ value: verb, label: verb, detail: summary }));
}

function allLike(param: Param<unknown>, partial: string, sources: CompletionSources): Candidate[] {
  if (param.choices.length > 0) {
    const choices = param.choices.filter((choice) => startsWith(choice, partial));
    return choices.map((value) => ({ value, label: value, detail: '' }));
  }
  if (param.kind === 'date') return datesLike(partial, sources);
  if (param.kind === 'verb') return verbsLike(partial, sources);
  if (param.kind === 'zone') return zonesLike(partial);
  if (param.kind === 'claim') return claimsLike(partial, sources);
  if (param.kind === 'text' && param.takes === 'rest')
    return namesLike(partial, undefined, sources);
  const kinds = KINDS[param.kind];
  const named = kinds === undefined ? [] : namesLike(partial, kinds, sources);
  return param.kind === 'followed' ? [...followedLike(partial), ...named] : named;
}

/** Values of the parameter that begin like `partial`, at most `limit`. */
export function candidates(
  param: Param<unknown>,
  partial: string,
  sources: CompletionSources,
): Candidate[] {
  return allLike(param, partial, sources).slice(0, sources.limit);
}
