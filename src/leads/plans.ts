import type { Severity } from '../domain/disclosure.ts';
import type { Lead } from './leads.ts';

/** A lead that a policy decided to publish. Made with the lead, so that it is never lost. */
export interface Plan {
  readonly lead: Lead;
  /** The item that the policy decided by. */
  readonly item: string;
  /** The id of the disclosure: however often it is tried, there is one. */
  readonly disclosure: string;
  readonly severity: Severity;
  readonly rule: string;
}

/** Port: what policies decided and is not done yet. */
export interface Plans {
  /** Undefined when there is none, or the lead waits no more. */
  get(lead: string): Promise<Plan | undefined>;
  /** Leaves the lead to editors. */
  drop(lead: string): Promise<void>;
}
