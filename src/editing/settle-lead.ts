import type { CommandServices } from '../command/context.ts';
import type { Lead, Person } from '../leads/leads.ts';
import { FEED_PUBLISH } from '../leads/policy.ts';
import { standingAs } from './open-draft.ts';

type Services = Pick<CommandServices, 'desk' | 'leadDesk' | 'leads'>;

/** The lead that a disclosure was written from is published with it, once that was sent. */
export async function settleLead(
  disclosure: string,
  by: Person,
  { leadDesk, leads }: Omit<Services, 'desk'>,
): Promise<void> {
  const id = await leadDesk.leadOf(disclosure);
  const lead = id === undefined ? undefined : await leads.get(id);
  // What an editor decided otherwise meanwhile stays decided.
  if (lead?.state !== 'waiting' || lead.kind === 'correction') return;
  await leads.decide(lead.id, lead.version, { state: 'published', disclosure }, by);
}

/**
 * The lead as it is; one whose disclosure was sent, and that was not told so because a node ended in
 * between, is published now.
 */
export async function leadNow(id: string, services: Services): Promise<Lead | undefined> {
  const lead = await services.leads.get(id);
  if (lead?.state !== 'waiting' || lead.kind === 'correction') return lead;
  const disclosure = await services.leadDesk.disclosureOf(id);
  if (disclosure === undefined) return lead;
  const [first] = await standingAs(disclosure, services);
  // What a policy published, its chore is about to say, and by which rule.
  if (first === undefined || first.by.id === FEED_PUBLISH.id) return lead;
  await settleLead(disclosure, first.by, services);
  return await services.leads.get(id);
}
