import type { Spans } from '../card/span.ts';
import { emphasis, strong, text } from '../card/span.ts';
import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { Claim } from '../domain/claim.ts';
import type { RelationKind } from '../domain/vocabulary.ts';
import { byline } from './attribution.ts';
import type { Citations } from './citations.ts';
import type { View } from './view.ts';
import { capitalise, RELATION_WORDS } from './words.ts';

function label(id: string, view: View): string {
  return view.knowledge.actor(id)?.label ?? id;
}

function line(head: string, claim: Claim, view: View, citations: Citations): Spans {
  return [
    strong(`${head}: ${byline(claim, view.knowledge)}. `),
    text(claim.text),
    ...citations.spans(claim.sources),
    ...(claim.confidence === undefined ? [] : [emphasis(` Confidence: ${claim.confidence}.`)]),
    ...(claim.status === 'disputed' ? [strong(' Disputed.')] : []),
  ];
}

/** "Overlaps with APT42: Microsoft, 18 Apr 2023, first-hand. …": whose view it is stands in its head. */
function outgoing(claim: Claim, view: View, citations: Citations): Spans[] {
  if (claim.relation === undefined) return [];
  const { kind, actor } = claim.relation;
  const head = capitalise(`${RELATION_WORDS[kind]} ${label(actor, view)}`);
  return [line(head, claim, view, citations)];
}

/** Told from the other record, so the sentence itself says which way the relation runs. */
function incoming(claim: Claim, view: View, citations: Citations): Spans {
  return line(`From the record of ${label(claim.about, view)}`, claim, view, citations);
}

/** Relations that hold both ways when they hold. */
const BOTH_WAYS: ReadonlySet<RelationKind> = new Set(['same-as', 'overlaps', 'distinct-from']);

/** Whether one of the claims says it already, the other way round: a catalogue lists both ends. */
function isEcho(claim: Claim, own: readonly Claim[], { knowledge }: View): boolean {
  const { relation, about } = claim;
  if (relation === undefined || !BOTH_WAYS.has(relation.kind)) return false;
  const catalogue = knowledge.catalogueOf(claim.id);
  if (catalogue === undefined || isOwnCatalogue(catalogue)) return false;
  const sayers = JSON.stringify(claim.assertedBy);
  return own.some(
    (one) =>
      one.relation?.kind === relation.kind &&
      one.relation.actor === about &&
      one.confidence === claim.confidence &&
      knowledge.catalogueOf(one.id) === catalogue &&
      JSON.stringify(one.assertedBy) === sayers,
  );
}

/** Every relation of a group that somebody asserts, its own record's first; each once. */
export function relatedGroups(id: string, view: View, citations: Citations): Spans[] {
  const own = view.knowledge.claimsAbout(id);
  const others = view.knowledge.relationsTo(id).filter((claim) => !isEcho(claim, own, view));
  return [
    ...own.flatMap((claim) => outgoing(claim, view, citations)),
    ...others.map((claim) => incoming(claim, view, citations)),
  ];
}
