import type { Claim, Figure, FigureClaim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import type { DisclosureKind } from '../domain/disclosure.ts';
import { isAbove, type Tlp } from '../domain/vocabulary.ts';
import type { ChangedClaims, ClaimChange } from './claim-changes.ts';

/** How a claim differs from what it was, in a way that its readers would want to be told. */
export type Difference = { readonly catalogue: string } & (
  | { readonly is: 'figure'; readonly before: FigureClaim; readonly after: FigureClaim }
  /** Another claim took its place, and no figure says how they differ. */
  | { readonly is: 'replaced'; readonly before: Claim; readonly after: Claim }
  | { readonly is: 'status'; readonly before: Claim; readonly after: Claim }
  | { readonly is: 'withdrawn'; readonly before: Claim; readonly after: undefined }
);

/** Differences that belong in one disclosure: of one subject, of one kind, for the same readers. */
export interface Telling {
  readonly kind: DisclosureKind;
  readonly catalogue: string;
  /** The incident, actor or programme. */
  readonly about: string;
  readonly tlp: Tlp;
  readonly differences: readonly Difference[];
}

/** Statuses that take something back from what was said. */
const TAKES_BACK: ReadonlySet<Claim['status']> = new Set(['disputed', 'corrected', 'retracted']);

/** Words alone count only where the quantity stands in nothing else. */
function sameFigure(a: Figure, b: Figure): boolean {
  const inWords = a.value !== null || a.wording === b.wording;
  return (
    inWords &&
    a.value === b.value &&
    a.qualifier === b.qualifier &&
    a.metric === b.metric &&
    a.unit === b.unit &&
    a.of === b.of &&
    a.scope === b.scope
  );
}

function differenceOf({ catalogue, before, after }: ClaimChange): Difference | undefined {
  if (after === undefined) return { is: 'withdrawn', catalogue, before, after };
  const replaced = after.id !== before.id;
  if (isFigureClaim(before) && isFigureClaim(after)) {
    if (!sameFigure(before.figure, after.figure)) return { is: 'figure', catalogue, before, after };
  } else if (replaced && before.text !== after.text) {
    return { is: 'replaced', catalogue, before, after };
  }
  const taken = !replaced && before.status !== after.status && TAKES_BACK.has(after.status);
  return taken ? { is: 'status', catalogue, before, after } : undefined;
}

/** A claim that goes on under another id was not withdrawn. */
function isRenamed({ before, after }: ClaimChange, added: readonly Claim[]): boolean {
  return (
    after === undefined &&
    added.some(({ kind, text }) => kind === before.kind && text === before.text)
  );
}

/** What one claim replaced is told of once, whatever happened to its own record. */
function toldByReplacement({ before, after }: ClaimChange, all: readonly ClaimChange[]): boolean {
  if (after !== undefined && after.id !== before.id) return false;
  return all.some(
    (one) => one.before.id === before.id && one.after !== undefined && one.after.id !== before.id,
  );
}

/** What in the changes is worth telling, in the order given. A change of words alone is not. */
export function differencesIn({
  changes,
  added,
}: Pick<ChangedClaims, 'added' | 'changes'>): Difference[] {
  return changes
    .filter((change) => !isRenamed(change, added) && !toldByReplacement(change, changes))
    .flatMap((change) => differenceOf(change) ?? []);
}

/** Whether what was said turned out wrong, was taken back, or was only overtaken. */
export function kindOf(difference: Difference): DisclosureKind {
  const { is, before, after } = difference;
  if (is === 'withdrawn') return 'retraction';
  if (is === 'status') {
    if (after.status === 'retracted') return 'retraction';
    return after.status === 'corrected' ? 'correction' : 'update';
  }
  return after.id === before.id ? 'correction' : 'update';
}

/** Both wordings are told, so the stricter mark of the two holds. */
function markOf({ before, after }: Difference): Tlp {
  return after === undefined || isAbove(before.tlp, after.tlp) ? before.tlp : after.tlp;
}

/** The differences by what one disclosure tells, in the order of the first of each. */
export function tellingsOf(differences: readonly Difference[]): Telling[] {
  const tellings = new Map<string, Telling>();
  for (const difference of differences) {
    const { catalogue, before, after } = difference;
    const [kind, tlp] = [kindOf(difference), markOf(difference)];
    const about = (after ?? before).about;
    const key = JSON.stringify([catalogue, about, kind, tlp]);
    const others = tellings.get(key)?.differences ?? [];
    tellings.set(key, { kind, catalogue, about, tlp, differences: [...others, difference] });
  }
  return [...tellings.values()];
}

/**
 * The differences that no disclosure tells of yet. One that rests on the claim that came in the place of
 * another was published with that claim, and says so itself.
 */
export function untold(
  differences: readonly Difference[],
  resting: ChangedClaims['resting'],
): Difference[] {
  const known = new Set(resting.flatMap(({ disclosure }) => disclosure.claims));
  return differences.filter(({ before, after }) => {
    const replacement = after !== undefined && after.id !== before.id;
    return !(replacement && known.has(after.id));
  });
}

/** A disclosure that rests on claims that differ now. */
export interface Shaken {
  readonly revision: ChangedClaims['resting'][number];
  readonly differences: readonly Difference[];
}

/** The disclosures that what they rest on has made wrong. One that names the replacement as well knows of it. */
export function shakenBy(
  differences: readonly Difference[],
  resting: ChangedClaims['resting'],
): Shaken[] {
  return resting.flatMap((revision) => {
    const { claims } = revision.disclosure;
    const own = differences.filter(({ before, after }) => {
      const knows = after !== undefined && after.id !== before.id && claims.includes(after.id);
      return claims.includes(before.id) && !knows;
    });
    return own.length === 0 ? [] : [{ revision, differences: own }];
  });
}
