import { createAnswering } from '../../src/app/answering.ts';
import { chartPictures, createHouse } from '../../src/app/house.ts';
import { createCharts } from '../../src/app/serve.ts';
import type { ChartSpec } from '../../src/card/chart.ts';
import type { ChartStore } from '../../src/http/charts.ts';
import { loadPack } from '../../src/ingest/pack/load.ts';
import type { House } from '../../src/interaction/house.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { createKnowledge } from '../../src/knowledge/snapshot.ts';
import { type Clock, systemClock } from '../../src/shared/clock.ts';
import { createLogger } from '../../src/shared/logger.ts';
import { createSealer } from '../../src/shared/sealing.ts';
import { absentTelling, heardPlaces } from './absent-telling.ts';
import { asRevisions } from './generate.ts';
import { memoryFeeds } from './memory-feeds.ts';
import {
  type MemoryLeads,
  memoryEditorChannels,
  memoryLeadDesk,
  memoryLeads,
} from './memory-leads.ts';
import { memoryStores } from './memory-stores.ts';
import { FOUNDING } from './pack-house.ts';

export interface MemoryHouseOptions {
  readonly clock?: Clock;
  readonly knowledge?: Knowledge;
  readonly command?: string;
  readonly publicUrl?: string;
  /** Wraps what answers, to make it slow or broken. */
  readonly wrapAsk?: (ask: House['ask']) => House['ask'];
  readonly stores?: ReturnType<typeof memoryStores>;
}

/** A house for adapters: every verb over the built-in pack, with stores in memory. */
export interface MemoryHouse extends House {
  readonly stores: ReturnType<typeof memoryStores>;
  readonly chartStore: ChartStore<ChartSpec>;
  /** The inbox, and what puts leads into it. */
  readonly leads: MemoryLeads;
  /** Every line that was logged, as JSON, secrets hidden as in a real log. */
  readonly logged: readonly string[];
  /** What it was told of channels and tenants. */
  readonly places: ReturnType<typeof heardPlaces>;
  /** Faults that are not the asker's. */
  readonly faults: readonly unknown[];
}

let pack: Promise<Knowledge> | undefined;

async function builtIn(): Promise<Knowledge> {
  const { drafts, catalogue } = await loadPack('packs/tocsin');
  return createKnowledge(asRevisions(drafts, catalogue));
}

export async function openMemoryHouse(options: MemoryHouseOptions = {}): Promise<MemoryHouse> {
  const { clock = systemClock, command = '/tocsin', publicUrl } = options;
  pack ??= builtIn();
  const knowledge = options.knowledge ?? (await pack);
  const stores = options.stores ?? memoryStores(clock);
  const logged: string[] = [];
  const log = createLogger({
    level: 'trace',
    pretty: false,
    write: (line) => logged.push(line),
  });
  const faults: unknown[] = [];
  const leads = memoryLeads(clock);
  const answering = createAnswering(
    {
      clock,
      knowledge: () => knowledge,
      defaultIncident: FOUNDING,
      version: '0.0.0-test',
      health: async () => [{ part: 'database', state: 'ok', detail: 'not part of this test' }],
      grants: stores.grants,
      audit: stores.audit,
      ceilings: stores.ceilings,
      ...absentTelling(),
      ...{ feeds: memoryFeeds(clock), leads, leadDesk: memoryLeadDesk() },
      editorChannels: memoryEditorChannels(clock),
    },
    (error, reference) => {
      faults.push(error);
      log.error({ err: error, reference }, 'a line could not be answered');
    },
    command,
  );
  const chartStore = createCharts('a secret of the tests only, 32 characters', stores.sharedCharts);
  const places = heardPlaces();
  const house = createHouse({
    answering,
    places,
    stores,
    charts: chartPictures({ charts: chartStore, shared: stores.sharedCharts, publicUrl, log }),
    sealer: createSealer(['a secret of the tests only, 32 characters']),
    log,
    command,
    publicUrl,
  });
  const ask = options.wrapAsk?.(house.ask) ?? house.ask;
  return { ...house, places, ask, stores, leads, chartStore, logged, faults };
}
