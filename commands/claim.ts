import type { CommandContext } from '../src/command/context.ts';
import { defineCommand } from '../src/command/define.ts';
import { param } from '../src/command/param.ts';
import { claimCard } from '../src/present/claim-card.ts';
import { unknownClaimCard } from '../src/present/unknown-claim.ts';

/** A claim by its whole id, or by its own name within the default incident. */
function findClaim(given: string, { knowledge, services }: CommandContext) {
  const id = given.trim().toLowerCase();
  return knowledge.claim(id) ?? knowledge.claim(`${services.defaultIncident}.${id}`);
}

export const claim = defineCommand({
  verb: 'claim',
  aliases: ['quote', 'wording'],
  summary: 'One claim: grounds, limits, history, conflicts, and wording to paste',
  examples: ['claim compromised', 'claim 2019-10-phosphorus-us-campaign.campaign-denial'],
  params: {
    claim: param.claim('The claim’s id; a few of its words find claims to choose from').required,
  },
  asOf: true,
  right: 'ask',
  run(values, context) {
    const found = findClaim(values.claim, context);
    if (found !== undefined) return claimCard(found, context);
    const near = context.knowledge.search(values.claim, { kinds: ['claim'], limit: 4 });
    return unknownClaimCard(values.claim, near, context);
  },
});
