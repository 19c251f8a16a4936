import { placeKey } from '../../src/domain/place.ts';
import type { EditorChannel, EditorChannels } from '../../src/leads/editor-channels.ts';
import type { LeadDesk } from '../../src/leads/lead-desk.ts';
import type { Lead, LeadItem, Leads, Reason } from '../../src/leads/leads.ts';
import type { Clock } from '../../src/shared/clock.ts';

/** An item as a feed would bring it; the words are made up. */
export function leadItem(changes: Partial<LeadItem> = {}): LeadItem {
  return {
    id: '1',
    feed: 'F-9QW2A',
    publisher: 'The Example Times',
    tier: 'press',
    title: 'Phosphorus said to try again',
    summary: 'A report tells of attempts.',
    url: 'https://times.example/phosphorus',
    publishedOn: undefined,
    foundAt: new Date('2026-11-23T11:00:00Z'),
    earlier: [],
    withdrawnAt: undefined,
    ...changes,
  };
}

export const NAMES_PHOSPHORUS: Reason = {
  kind: 'actor',
  id: 'phosphorus',
  label: 'Phosphorus',
  words: 'Phosphorus',
  where: 'title',
  strong: true,
};

export function lead(changes: Partial<Lead> = {}): Lead {
  return {
    id: 'L-7F3KQ',
    kind: 'news',
    state: 'waiting',
    items: [leadItem()],
    reasons: [NAMES_PHOSPHORUS],
    disclosure: undefined,
    incident: undefined,
    raisedAt: new Date('2026-11-23T11:00:00Z'),
    decided: undefined,
    version: 1,
    ...changes,
  };
}

export interface MemoryLeads extends Leads {
  /** Raises a lead, or puts another in its place. */
  put(lead: Lead): void;
}

/** An inbox that is forgotten at the end. */
export function memoryLeads(clock: Clock): MemoryLeads {
  const kept = new Map<string, Lead>();
  const rank = ({ kind }: Lead) => (kind === 'correction' ? 0 : 1);
  return {
    put: (one) => void kept.set(one.id, one),
    get: async (id) => kept.get(id),
    async list(state, skip, limit) {
      const all = [...kept.values()]
        .filter((one) => one.state === state)
        .toSorted((a, b) => rank(a) - rank(b) || b.raisedAt.getTime() - a.raisedAt.getTime());
      return { leads: all.slice(skip, skip + limit), total: all.length };
    },
    async decide(id, version, decision, by, rule) {
      const one = kept.get(id);
      if (one === undefined || (version !== undefined && one.version !== version)) return undefined;
      const { disclosure, incident } = { ...one, ...decision };
      const decided =
        decision.state === 'waiting' ? undefined : { by, at: clock.now(), rule: rule ?? undefined };
      kept.set(id, {
        ...{ ...one, state: decision.state, disclosure, incident, decided },
        version: one.version + 1,
      });
      return kept.get(id);
    },
  };
}

/** What was attached, and from which lead a disclosure is being written. */
export function memoryLeadDesk(): LeadDesk & { readonly attached: readonly string[] } {
  const attached: string[] = [];
  const drafts = new Map<string, string>();
  return {
    attached,
    async attach({ id, items }, incident) {
      const addresses = items.filter(({ url }) => url !== undefined);
      if (addresses.length > 0) attached.push(`${id} to ${incident}`);
      return addresses.length;
    },
    drafted: async (disclosure, one) => void drafts.set(disclosure, one),
    leadOf: async (disclosure) => drafts.get(disclosure),
    disclosureOf: async (one) => [...drafts].findLast(([, from]) => from === one)?.[0],
  };
}

/** Editors' channels that are forgotten at the end. */
export function memoryEditorChannels(clock: Clock): EditorChannels {
  const kept = new Map<string, EditorChannel>();
  return {
    of: async (place) => kept.get(placeKey(place)),
    list: async () => [...kept.values()],
    async set(place, on, who) {
      const before = kept.get(placeKey(place));
      if ((before?.on ?? false) === on) return false;
      const since = on ? clock.now() : (before?.since ?? clock.now());
      kept.set(placeKey(place), { place, on, since, ...who });
      return true;
    },
  };
}
