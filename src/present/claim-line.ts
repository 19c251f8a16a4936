import type { Span, Spans } from '../card/span.ts';
import { emphasis, strong, text } from '../card/span.ts';
import type { Claim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import { byline } from './attribution.ts';
import type { Citations } from './citations.ts';
import { limitsOf } from './figure.ts';
import type { View } from './view.ts';

/** A claim's id without that of its subject, as cards and buttons name it. */
export function localId(claim: Claim): string {
  return claim.id.startsWith(`${claim.about}.`) ? claim.id.slice(claim.about.length + 1) : claim.id;
}

function companions(claim: Claim, view: View, citations: Citations): Span[] {
  if (!isFigureClaim(claim)) return [];
  return limitsOf(claim, view.knowledge, citations).flatMap((limit) => [text(' '), ...limit]);
}

/** Opens the line, so that a reader who skims does not take a retelling for the statement. */
function verdict(claim: Claim): Span[] {
  if (claim.retelling === 'misreported') return [strong('Misreported — ')];
  return claim.retelling === 'loosened' ? [strong('Looser than the original — ')] : [];
}

function warning(claim: Claim): Span[] {
  if (claim.retelling !== undefined) return [];
  if (claim.status === 'asserted' || claim.status === 'confirmed') return [];
  return [strong(` ${claim.status[0]?.toUpperCase()}${claim.status.slice(1)}.`)];
}

/**
 * A claim as one line: who says so, when and on what basis; the statement; its sources; the claims
 * that limit its figure; whether it is disputed or misreported, unless the line says so already; its
 * note. Used wherever a claim is listed, so none loses its scope.
 */
export function claimLine(
  claim: Claim,
  view: View,
  citations: Citations,
  show: { readonly verdict: boolean } = { verdict: true },
): Spans {
  return [
    ...(show.verdict ? verdict(claim) : []),
    strong(`${byline(claim, view.knowledge)}: `),
    text(claim.text),
    ...citations.spans(claim.sources),
    ...companions(claim, view, citations),
    ...(show.verdict ? warning(claim) : []),
    ...(claim.note === undefined ? [] : [emphasis(` ${claim.note}`)]),
  ];
}
