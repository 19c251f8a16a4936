import type { CommandServices } from '../../src/command/context.ts';
import type { Places } from '../../src/disclosure/subscriptions.ts';

/** Follows nothing, holds nothing, and refuses to be written to: for houses that only answer. */
export function absentTelling(): Pick<
  CommandServices,
  | 'announce'
  | 'deliveries'
  | 'desk'
  | 'editorChannels'
  | 'feeds'
  | 'leadDesk'
  | 'leads'
  | 'probe'
  | 'subscriptions'
> {
  const refuse = async () => {
    throw new Error('this house only answers');
  };
  return {
    subscriptions: {
      add: refuse,
      change: refuse,
      remove: refuse,
      restore: refuse,
      of: async () => [],
      list: async () => ({ subscriptions: [], channels: [], total: 0 }),
      channel: async (place) => ({ place, name: undefined, threads: false, rest: undefined }),
      setThreads: refuse,
    },
    desk: {
      keep: refuse,
      draft: async () => undefined,
      drafts: async () => [],
      discard: async () => false,
      reach: refuse,
      publish: refuse,
      revisions: async () => [],
      held: async () => [],
      since: async () => [],
    },
    deliveries: {
      of: refuse,
      troubles: async () => [],
      retry: refuse,
      health: async () => ({
        due: 0,
        scheduled: 0,
        oldestDue: undefined,
        restingChannels: 0,
        unknown: 0,
        failed: 0,
      }),
    },
    announce: refuse,
    feeds: {
      add: refuse,
      get: async () => undefined,
      list: async () => [],
      change: async () => undefined,
      remove: async () => undefined,
    },
    probe: { test: refuse },
    leads: {
      get: async () => undefined,
      list: async () => ({ leads: [], total: 0 }),
      decide: async () => undefined,
    },
    leadDesk: {
      attach: refuse,
      drafted: refuse,
      leadOf: async () => undefined,
      disclosureOf: async () => undefined,
    },
    editorChannels: { of: async () => undefined, list: async () => [], set: refuse },
  };
}

/** Hears of places and does nothing, but for what was told. */
export function heardPlaces(): Places & { readonly heard: readonly unknown[] } {
  const heard: unknown[] = [];
  return {
    heard,
    changed: async (place, change) => void heard.push({ place, change }),
    left: async (tenant) => void heard.push({ left: tenant }),
    returned: async (tenant) => void heard.push({ returned: tenant }),
  };
}
