export type PlatformName = 'slack' | 'discord' | 'console' | 'cli';

/**
 * A body of people that is walled off from every other: a Slack workspace or organisation, a Discord
 * server, or this machine (`local`). Nothing that belongs to one is read or changed from another.
 */
export interface Tenant {
  readonly platform: PlatformName;
  readonly tenant: string;
}

/** A channel of a tenant. A thread is its channel. */
export interface Place extends Tenant {
  readonly channel: string;
}
