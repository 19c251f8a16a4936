import type { PlatformName, Tenant } from '../command/access.ts';

/** A request from a platform that was acknowledged before it was answered. */
export interface InboxItem extends Tenant {
  /** The platform's own id of the request: the same when it is delivered again. */
  readonly key: string;
  /** As the platform sent it, JSON; kept encrypted, for it can hold tokens. */
  readonly body: unknown;
  readonly receivedAt: Date;
}

/**
 * Requests that were taken but not yet answered. What is acknowledged is first written here, so that
 * neither a crash loses it nor a second delivery answers it twice, on whichever node.
 */
export interface Inbox {
  /**
   * Takes a request. It is this caller's for the lease, 15 seconds.
   * @returns false when that key was taken before, answered or not
   */
  take(item: InboxItem): Promise<boolean>;
  /** It was answered, or can no longer be. */
  done(platform: PlatformName, key: string): Promise<void>;
  /**
   * Takes over what was taken by somebody whose lease has run out, each for one caller only. A request
   * is tried three times in all, the first included.
   * @param notBefore what was received earlier can no longer be answered, and is dropped
   */
  leftOver(platform: PlatformName, notBefore: Date): Promise<readonly InboxItem[]>;
}

/** Command lines too long for a button, by the key that the button carries. Tenants are walled off. */
export interface ButtonLines {
  keep(
    tenant: Tenant,
    lines: readonly { readonly key: string; readonly commandLine: string }[],
  ): Promise<void>;
  find(tenant: Tenant, key: string): Promise<string | undefined>;
}

/** Tenants that Tocsin was installed in. */
export interface Tenants {
  /** @returns true the first time, and again after `left`: the moment to say hello */
  arrived(tenant: Tenant, name: string): Promise<boolean>;
  left(tenant: Tenant): Promise<void>;
  /** How many tenants of a platform are there now. */
  count(platform: PlatformName): Promise<number>;
}

/** Installations as the platform's library makes them: JSON that holds tokens, kept encrypted. */
export interface Installations {
  save(tenant: Tenant, installation: unknown): Promise<void>;
  /** @throws TocsinError when it was encrypted with a key that is no longer given */
  load(tenant: Tenant): Promise<unknown>;
  remove(tenant: Tenant): Promise<void>;
  list(platform: PlatformName): Promise<readonly string[]>;
  /** Runs alone for this tenant, over all nodes. */
  alone<T>(tenant: Tenant, run: () => Promise<T>): Promise<T>;
}

/**
 * Charts that stand at a public address, by the key in it: any node can then draw what another showed,
 * and the address holds after a restart. A key cannot be guessed.
 */
export interface SharedCharts {
  keep(key: string, chart: unknown): Promise<void>;
  find(key: string): Promise<unknown>;
}
