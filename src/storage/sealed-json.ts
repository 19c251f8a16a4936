import type { Tenant } from '../command/access.ts';
import type { Sealer } from '../shared/sealing.ts';

const ownerOf = ({ platform, tenant }: Tenant) => `${platform}:${tenant}`;

/** Encrypts a value of JSON for one tenant. */
export function sealJson(sealer: Sealer, tenant: Tenant, value: unknown): string {
  return sealer.seal(JSON.stringify(value), ownerOf(tenant));
}

/** @throws TocsinError when its key is not given any more, or it was tampered with, or is another's */
export function openJson(sealer: Sealer, tenant: Tenant, sealed: string): unknown {
  return JSON.parse(sealer.open(sealed, ownerOf(tenant)));
}
