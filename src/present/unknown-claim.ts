import type { Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { code, strong, text } from '../card/span.ts';
import type { Claim } from '../domain/claim.ts';
import type { SearchHit } from '../knowledge/knowledge.ts';
import { Citations } from './citations.ts';
import { claimLine, localId } from './claim-line.ts';
import { echo } from './echo.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';

function lineOf(claim: Claim, view: View, citations: Citations): Spans {
  return [...claimLine(claim, view, citations), text(' — '), code(claim.id)];
}

/** No claim has this id: shows claims that match the words, none of them as the answer. */
export function unknownClaimCard(given: string, near: readonly SearchHit[], view: View): Card {
  const citations = new Citations(view.knowledge);
  const claims = near.flatMap((hit) => view.knowledge.claim(hit.id) ?? []);
  return {
    title: 'No such claim',
    tone: 'problem',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          text('No claim here has the id '),
          strong(`“${echo(given)}”`),
          text('. Ids are listed by /tocsin sources.'),
        ],
      },
      ...(claims.length === 0
        ? []
        : [
            { type: 'heading', text: 'Claims with these words, or words like them' } as const,
            { type: 'list', items: claims.map((one) => lineOf(one, view, citations)) } as const,
          ]),
    ],
    sources: citations.lines(),
    actions: [
      ...claims.slice(0, 3).map((one) => action(view, `Claim ${localId(one)}`, `claim ${one.id}`)),
      action(view, 'Sources', 'sources'),
    ],
    footer: footer(
      view,
      undefined,
      claims.map((one) => one.tlp),
    ),
  };
}
