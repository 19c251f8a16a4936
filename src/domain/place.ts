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

/** One text for each place, for looking it up. */
export function placeKey({ platform, tenant, channel }: Place): string {
  return JSON.stringify([platform, tenant, channel]);
}

/** Whether an id has the form of a platform's; this machine's own accounts have any. */
export function isPersonOf(platform: string, id: string): boolean {
  if (platform === 'slack') return /^[UW]/.test(id);
  return platform !== 'discord' || /^\d/.test(id);
}
