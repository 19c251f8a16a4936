import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { Claim } from '../domain/claim.ts';
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

/** Every relation of a group that somebody asserts, its own record's first. */
export function relatedGroups(id: string, view: View, citations: Citations): Spans[] {
  return [
    ...view.knowledge.claimsAbout(id).flatMap((claim) => outgoing(claim, view, citations)),
    ...view.knowledge.relationsTo(id).map((claim) => incoming(claim, view, citations)),
  ];
}
