import { shorten } from '../card/split.ts';
import type { ChangedClaims } from '../disclosure/claim-changes.ts';
import type { NewDraft } from '../disclosure/desk.ts';
import {
  type Difference,
  differencesIn,
  type Shaken,
  shakenBy,
  type Telling,
  tellingsOf,
  untold,
} from '../disclosure/detect.ts';
import type { Person } from '../disclosure/subscriptions.ts';
import { CitedSource, Disclosure, LIMITS } from '../domain/disclosure.ts';
import { isAbove, RecordId, type Tlp } from '../domain/vocabulary.ts';
import { copyOf } from '../editing/cite.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import {
  bodyWithChange,
  changeHeadline,
  changeReason,
  differenceInWords,
  type KnownOfClaims,
} from '../present/claim-change.ts';
import { shortId } from '../shared/short-id.ts';

/** Who drafts come from that wait for an editor, and those that are sent at once. */
export const POLICIES = {
  draft: { id: 'policy:draft', name: 'Tocsin, from a change of claims' },
  publish: { id: 'policy:publish', name: 'Tocsin, from a change of claims' },
} as const satisfies Record<string, Person>;

/** Characters of one difference: the references to its sources have room beside it. */
const LONGEST = LIMITS.body - 30;

/** A difference in words, with references to its sources among those of the disclosure. */
interface Worded {
  readonly difference: Difference;
  readonly words: string;
}

function sourcesOf({ before, after }: Difference, knowledge: KnownOfClaims): CitedSource[] {
  const ids = (after ?? before).sources;
  const copies = ids.flatMap((id) => knowledge.source(id) ?? []).map(copyOf);
  return copies.filter((copy) => CitedSource.safeParse(copy).success);
}

/** The sources with those of a difference added, and the words that point at them. */
function worded(
  difference: Difference,
  cited: readonly CitedSource[],
  knowledge: KnownOfClaims,
): { readonly worded: Worded; readonly sources: readonly CitedSource[] } {
  const own = sourcesOf(difference, knowledge).slice(0, LIMITS.sources);
  const added = own.filter(({ url }) => !cited.some((one) => one.url === url));
  const sources = [...cited, ...added];
  const numbers = own.map(({ url }) => sources.findIndex((one) => one.url === url) + 1);
  const refs = numbers.map((number) => `[${number}]`).join('');
  const words = shorten(differenceInWords(difference, knowledge), LONGEST);
  return { worded: { difference, words: `${words} ${refs}` }, sources };
}

interface Chunk {
  readonly all: readonly Worded[];
  readonly sources: readonly CitedSource[];
}

function bodyOf(all: readonly Worded[]): string {
  return all.map(({ words }) => words).join('\n');
}

function fits({ all, sources }: Chunk): boolean {
  return bodyOf(all).length <= LIMITS.body && sources.length <= LIMITS.sources;
}

/** As many disclosures as the differences need, each within what one holds. */
function chunksOf(differences: readonly Difference[], knowledge: KnownOfClaims): Chunk[] {
  const chunks: Chunk[] = [];
  let open: Chunk = { all: [], sources: [] };
  for (const difference of differences) {
    const next = worded(difference, open.sources, knowledge);
    const larger = { all: [...open.all, next.worded], sources: next.sources };
    if (open.all.length === 0 || fits(larger)) {
      open = larger;
      continue;
    }
    chunks.push(open);
    const alone = worded(difference, [], knowledge);
    open = { all: [alone.worded], sources: alone.sources };
  }
  return open.all.length === 0 ? chunks : [...chunks, open];
}

/** Ids that a disclosure can name; those of catalogues whose ids clash with others' it cannot. */
function plain(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter((id) => RecordId.safeParse(id).success);
}

function tellingDraft(
  { kind, catalogue, about, tlp }: Telling,
  { all, sources }: Chunk,
  knowledge: KnownOfClaims,
): Disclosure {
  const differences = all.map(({ difference }) => difference);
  const isIncident = knowledge.incident(about) !== undefined;
  const isActor = knowledge.actor(about) !== undefined;
  return Disclosure.parse({
    ...{ id: shortId('D'), kind, severity: 'medium', tlp, catalogue },
    headline: changeHeadline(about, differences, knowledge),
    body: bodyOf(all),
    ...(isIncident ? { incident: about } : {}),
    actors: isActor ? plain([about]) : [],
    claims: plain(differences.map(({ before, after }) => (after ?? before).id)),
    sources: [...sources],
  });
}

function mayTell({ before, after }: Difference, tlp: Tlp): boolean {
  return [before, ...(after ? [after] : [])].every((claim) => !isAbove(claim.tlp, tlp));
}

/** A published disclosure with what changed at its end, for somebody to put into its own words. */
function correctionOf(
  { revision, differences }: Shaken,
  by: Person,
  knowledge: KnownOfClaims,
): NewDraft[] {
  const { disclosure } = revision;
  const told = differences.filter((difference) => mayTell(difference, disclosure.tlp));
  if (told.length === 0) return [];
  const changes = told.map((difference) => differenceInWords(difference, knowledge));
  let { sources }: { sources: readonly CitedSource[] } = disclosure;
  const sentences = told.map((difference) => {
    const next = worded(difference, sources, knowledge);
    sources = next.sources;
    return next.worded.words;
  });
  const body = bodyWithChange(disclosure.body, sentences);
  const whole = body !== undefined && sources.length <= LIMITS.sources;
  const text = whole ? { body, sources: [...sources] } : {};
  return [
    {
      act: 'correct',
      disclosure: { ...disclosure, ...text },
      base: revision.revision,
      reason: changeReason(changes),
      embargo: undefined,
      records: [],
      changes,
      // What does not fit beside the text there is left to a person.
      by: whole ? by : POLICIES.draft,
    },
  ];
}

/** What is known now, and the sources that were cited before. */
function knownWith(sources: ChangedClaims['sources'], now: Knowledge): KnownOfClaims {
  return {
    source: (id) => sources.get(id) ?? now.source(id),
    catalogueOf: (id) => now.catalogueOf(id),
    claim: (id) => now.claim(id),
    incident: (id) => now.incident(id),
    actor: (id) => now.actor(id),
    programme: (id) => now.programme(id),
  };
}

/**
 * A catalogue that others publish changes in a hundred places at once, most of which nobody here ever
 * told: of its changes only those are told that something published here rests on.
 */
function isTold(catalogue: string): boolean {
  return catalogue === 'desk' || catalogue.startsWith('pack:');
}

/**
 * What editors are offered, or channels told, of changes of claims: a disclosure of the changes for each
 * subject of a pack or the desk, and a correction of every disclosure that rests on what changed.
 * @param by one of `POLICIES`
 */
export function draftsOf(changed: ChangedClaims, by: Person, now: Knowledge): NewDraft[] {
  const knowledge = knownWith(changed.sources, now);
  // No source, no sentence.
  const differences = differencesIn(changed).filter((one) => sourcesOf(one, knowledge).length > 0);
  const own = differences.filter(({ catalogue }) => isTold(catalogue));
  const tellings = tellingsOf(untold(own, changed.resting)).flatMap((telling) =>
    chunksOf(telling.differences, knowledge).map((chunk): NewDraft => {
      return {
        act: 'publish',
        disclosure: tellingDraft(telling, chunk, knowledge),
        ...{ base: 0, reason: undefined, embargo: undefined, records: [] },
        changes: chunk.all.map(({ difference }) => differenceInWords(difference, knowledge)),
        by,
      };
    }),
  );
  const corrections = shakenBy(differences, changed.resting).flatMap((shaken) =>
    correctionOf(shaken, by, knowledge),
  );
  return [...tellings, ...corrections];
}
