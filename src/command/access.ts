import type { Place, PlatformName, Tenant } from '../domain/place.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import type { Right } from './define.ts';

export type { Place, PlatformName, Tenant };

/** A right that somebody is given by name. Asking is open to everyone and is never given. */
export type GrantedRight = Exclude<Right, 'ask'>;

export interface Grant extends Tenant {
  /** The platform's id of the person. */
  readonly user: string;
  readonly right: GrantedRight;
  /** The platform's id of who gave it, or the account at this machine. */
  readonly grantedBy: string;
  readonly grantedAt: Date;
}

/** Who was given which right, tenant by tenant. */
export interface Grants {
  /** What a person was given in a tenant, without what a right implies. */
  of(tenant: Tenant, user: string): Promise<ReadonlySet<GrantedRight>>;
  /** Of one tenant, the newest first. */
  list(tenant: Tenant): Promise<readonly Grant[]>;
  /** @returns false when the person has that right already; nothing is written then */
  give(grant: Omit<Grant, 'grantedAt'>): Promise<boolean>;
  /** @returns false when the person does not have it */
  take(tenant: Tenant, user: string, right: GrantedRight): Promise<boolean>;
}

/** One act, for the log that nobody can change. */
export interface AuditEntry extends Place {
  readonly at: Date;
  readonly user: string;
  readonly userName: string;
  /** The verb, or what the platform did: `install`, `uninstall`. */
  readonly act: string;
  /** The command line, or what was installed; at most 2,000 characters. */
  readonly detail: string;
  readonly outcome: 'done' | 'refused' | 'failed';
}

export interface AuditPage {
  /** The newest first. */
  readonly entries: readonly AuditEntry[];
  readonly total: number;
}

/** Who did what, where and when. Append-only. */
export interface AuditLog {
  record(entry: AuditEntry): Promise<void>;
  /** Of one tenant. */
  list(tenant: Tenant, skip: number, limit: number): Promise<AuditPage>;
}

/** The highest TLP marking that may be shown in a channel; CLEAR unless somebody raised it. */
export interface Ceilings {
  /** Answered from memory: every question asks for it. */
  of(place: Place): Tlp;
  set(place: Place, ceiling: Tlp, by: string): Promise<void>;
}

/**
 * What each right brings along. They are no ladder: what an editor publishes reaches every tenant, so
 * looking after one tenant does not bring editing along.
 */
const IMPLIED: Readonly<Record<Right, readonly Right[]>> = {
  ask: ['ask'],
  subscribe: ['ask', 'subscribe'],
  edit: ['ask', 'subscribe', 'edit'],
  administer: ['ask', 'subscribe', 'administer'],
};

/** The rights with all that they imply. */
export function withImplied(rights: Iterable<Right>): ReadonlySet<Right> {
  return new Set([...rights].flatMap((right) => IMPLIED[right]));
}

/** The fewest of the rights that imply all of them, in the order given. */
export function withoutImplied<R extends Right>(rights: readonly R[]): R[] {
  return rights.filter(
    (right) => !rights.some((other) => other !== right && IMPLIED[other].includes(right)),
  );
}
