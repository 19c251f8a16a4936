import type { Desk } from '../disclosure/desk.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Leads } from '../leads/leads.ts';
import type { Plan, Plans } from '../leads/plans.ts';
import { FEED_PUBLISH } from '../leads/policy.ts';
import type { Match } from '../leads/reasons.ts';
import { feedPublication } from '../present/feed-publication.ts';
import { TocsinError } from '../shared/errors.ts';
import type { Logger } from '../shared/logger.ts';

export interface PublishLeadOptions {
  readonly plans: Plans;
  readonly leads: Pick<Leads, 'decide' | 'get'>;
  readonly desk: Pick<Desk, 'discard' | 'draft' | 'keep' | 'publish' | 'revisions'>;
  readonly knowledge: () => Knowledge;
  readonly match: Match;
  readonly log: Pick<Logger, 'info' | 'warn'>;
}

/**
 * The draft's version, made now or by a try before; undefined when there is nothing to publish, or an
 * editor took the draft over.
 */
async function draftOf(
  { disclosure: id, lead, item, severity }: Plan,
  { desk, knowledge, match }: PublishLeadOptions,
): Promise<number | undefined> {
  const there = await desk.draft(id);
  if (there !== undefined) return there.by.id === FEED_PUBLISH.id ? there.version : undefined;
  const everybody = knowledge().within('CLEAR');
  const deciding = lead.items.find((one) => one.id === item);
  const reasons = deciding === undefined ? [] : match(deciding);
  const disclosure = feedPublication({ id, lead, item, reasons, severity }, everybody);
  if (disclosure === undefined) return undefined;
  const none = { base: 0, reason: undefined, embargo: undefined, records: [], changes: [] };
  const draft = await desk.keep({ ...none, act: 'publish', disclosure, by: FEED_PUBLISH });
  return draft.version;
}

/** @throws what the desk throws, unless another node has published it in this moment */
async function publish(id: string, version: number, { desk }: PublishLeadOptions): Promise<void> {
  try {
    await desk.publish(id, version, FEED_PUBLISH);
  } catch (error) {
    const overtaken = error instanceof TocsinError && error.code.startsWith('desk.');
    if (!overtaken || (await desk.revisions(id)).length === 0) throw error;
    await desk.discard(id, version);
  }
}

/**
 * The chore `publish-lead`: does what a policy decided. It may be called again after any of its steps:
 * the id of the disclosure stands in the plan, and what is published under it is not published again.
 */
export function publishLead(
  options: PublishLeadOptions,
): (job: { readonly lead: string }) => Promise<void> {
  const { plans, leads, desk, log } = options;
  return async ({ lead: id }) => {
    const plan = await plans.get(id);
    if (plan === undefined) return;
    const { disclosure, rule } = plan;
    if ((await desk.revisions(disclosure)).length === 0) {
      const version = await draftOf(plan, options);
      if (version === undefined) {
        log.warn(
          { lead: id, disclosure },
          'a lead is left to editors, though a policy would publish',
        );
        return plans.drop(id);
      }
      await publish(disclosure, version, options);
    }
    const decision = { state: 'published', disclosure } as const;
    await leads.decide(id, undefined, decision, FEED_PUBLISH, rule);
    log.info({ lead: id, disclosure, rule }, 'a lead was published by its feed’s policy');
  };
}
