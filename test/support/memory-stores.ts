import type {
  AuditEntry,
  AuditLog,
  Ceilings,
  Grant,
  Grants,
  Place,
  Tenant,
} from '../../src/command/access.ts';
import type { Tlp } from '../../src/domain/vocabulary.ts';
import type {
  ButtonLines,
  Inbox,
  InboxItem,
  Installations,
  SharedCharts,
  Tenants,
} from '../../src/interaction/ports.ts';
import { type Clock, systemClock } from '../../src/shared/clock.ts';

/** Everything that is kept about people, places and requests. */
export interface MemoryStores {
  readonly grants: Grants;
  readonly audit: AuditLog;
  readonly ceilings: Ceilings;
  readonly inbox: Inbox;
  readonly buttonLines: ButtonLines;
  readonly tenants: Tenants;
  readonly installations: Installations;
  readonly sharedCharts: SharedCharts;
}

const LEASE_MS = 15_000;
const ATTEMPTS = 3;
const DETAIL_LENGTH = 2_000;

const keyOf = (...parts: readonly string[]) => JSON.stringify(parts);
const tenantKey = ({ platform, tenant }: Tenant) => keyOf(platform, tenant);
const isOf = (one: Tenant, other: Tenant) => tenantKey(one) === tenantKey(other);

function memoryGrants(clock: Clock): Grants {
  let grants: readonly Grant[] = [];
  const has = (grant: Omit<Grant, 'grantedAt' | 'grantedBy'>) => (other: Grant) =>
    isOf(grant, other) && grant.user === other.user && grant.right === other.right;
  return {
    of: async (tenant, user) =>
      new Set(
        grants
          .filter((grant) => isOf(grant, tenant) && grant.user === user)
          .map(({ right }) => right),
      ),
    list: async (tenant) => grants.filter((grant) => isOf(grant, tenant)),
    async give(grant) {
      if (grants.some(has(grant))) return false;
      grants = [{ ...grant, grantedAt: clock.now() }, ...grants];
      return true;
    },
    async take(tenant, user, right) {
      const { platform, tenant: id } = tenant;
      const taken = grants.find(has({ platform, tenant: id, user, right }));
      grants = grants.filter((grant) => grant !== taken);
      return taken !== undefined;
    },
  };
}

function memoryAudit(): AuditLog {
  const log: AuditEntry[] = [];
  return {
    async record(entry) {
      log.unshift({ ...entry, detail: entry.detail.slice(0, DETAIL_LENGTH) });
    },
    async list(tenant, skip, limit) {
      const own = log.filter((entry) => isOf(entry, tenant));
      return { entries: own.slice(skip, skip + limit), total: own.length };
    },
  };
}

function memoryCeilings(): Ceilings {
  const ceilings = new Map<string, Tlp>();
  const placeKey = (place: Place) => keyOf(place.platform, place.tenant, place.channel);
  return {
    of: (place) => ceilings.get(placeKey(place)) ?? 'CLEAR',
    async set(place, ceiling) {
      ceilings.set(placeKey(place), ceiling);
    },
  };
}

interface Taken extends InboxItem {
  leaseUntil: number;
  attempts: number;
  done: boolean;
}

function memoryInbox(clock: Clock): Inbox {
  const taken = new Map<string, Taken>();
  return {
    async take(item) {
      const key = keyOf(item.platform, item.tenant, item.key);
      if (taken.has(key)) return false;
      const leaseUntil = clock.now().getTime() + LEASE_MS;
      taken.set(key, { ...item, leaseUntil, attempts: 1, done: false });
      return true;
    },
    async done(platform, key) {
      for (const item of taken.values()) {
        if (item.platform === platform && item.key === key) item.done = true;
      }
    },
    async leftOver(platform, notBefore) {
      const now = clock.now().getTime();
      const expired = [...taken.values()].filter(
        (item) => item.platform === platform && !item.done && item.leaseUntil <= now,
      );
      const mine: InboxItem[] = [];
      for (const item of expired) {
        item.done = item.receivedAt < notBefore || item.attempts >= ATTEMPTS;
        if (item.done) continue;
        item.attempts += 1;
        item.leaseUntil = now + LEASE_MS;
        const { tenant, key, body, receivedAt } = item;
        mine.push({ platform, tenant, key, body, receivedAt });
      }
      return mine;
    },
  };
}

function memoryButtonLines(): ButtonLines {
  const kept = new Map<string, string>();
  const lineKey = (tenant: Tenant, key: string) => keyOf(tenant.platform, tenant.tenant, key);
  return {
    async keep(tenant, lines) {
      for (const { key, commandLine } of lines) kept.set(lineKey(tenant, key), commandLine);
    },
    find: async (tenant, key) => kept.get(lineKey(tenant, key)),
  };
}

function memoryTenants(): Tenants {
  const here = new Map<string, Tenant>();
  return {
    async arrived(tenant) {
      const isNew = !here.has(tenantKey(tenant));
      here.set(tenantKey(tenant), tenant);
      return isNew;
    },
    async left(tenant) {
      here.delete(tenantKey(tenant));
    },
    count: async (platform) =>
      [...here.values()].filter((tenant) => tenant.platform === platform).length,
  };
}

function memoryInstallations(): Installations {
  const installed = new Map<string, { readonly of: Tenant; readonly json: string }>();
  const turns = new Map<string, Promise<unknown>>();
  return {
    async save(tenant, installation) {
      installed.set(tenantKey(tenant), { of: tenant, json: JSON.stringify(installation) });
    },
    async load(tenant) {
      const found = installed.get(tenantKey(tenant));
      return found === undefined ? undefined : JSON.parse(found.json);
    },
    async remove(tenant) {
      installed.delete(tenantKey(tenant));
    },
    list: async (platform) =>
      [...installed.values()]
        .filter(({ of }) => of.platform === platform)
        .map(({ of }) => of.tenant)
        .sort(),
    alone(tenant, run) {
      const turn = (turns.get(tenantKey(tenant)) ?? Promise.resolve()).then(run, run);
      turns.set(
        tenantKey(tenant),
        turn.catch(() => {}),
      );
      return turn;
    },
  };
}

/** Stores that forget everything at the end, and pass the same suites as PostgreSQL's. */
function memorySharedCharts(): SharedCharts {
  const charts = new Map<string, unknown>();
  return {
    async keep(key, chart) {
      charts.set(key, structuredClone(chart));
    },
    find: async (key) => charts.get(key),
  };
}

export function memoryStores(clock: Clock = systemClock): MemoryStores {
  return {
    grants: memoryGrants(clock),
    audit: memoryAudit(),
    ceilings: memoryCeilings(),
    inbox: memoryInbox(clock),
    buttonLines: memoryButtonLines(),
    tenants: memoryTenants(),
    installations: memoryInstallations(),
    sharedCharts: memorySharedCharts(),
  };
}
