import { join } from 'node:path';
import { announcer } from './app/announce.ts';
import { type Answering, createAnswering } from './app/answering.ts';
import { followClaimChanges } from './app/claim-changes.ts';
import { startChores } from './app/chores.ts';
import { type CurrentKnowledge, followRecords } from './app/current-knowledge.ts';
import { defaultIncidentFault } from './app/default-incident.ts';
import { healthLines } from './app/health.ts';
import { chartPictures, createHouse } from './app/house.ts';
import { announcingLeads, createLeadCards } from './app/lead-cards.ts';
import { readPacks, storePacks } from './app/packs.ts';
import type { ImportServices } from './app/imports.ts';
import { createFeedProbe } from './app/feed-probe.ts';
import { createOutside, currentMatch } from './app/outside.ts';
import { createPlatforms } from './app/platforms.ts';
import { createCharts, createConsole, serve } from './app/serve.ts';
import { startTelling, whomFor } from './app/telling.ts';
import type { CommandServices } from './command/context.ts';
import { ROOT } from './config/env.ts';
import { keptSecretKey } from './config/secret-key.ts';
import type { Config, Secrets } from './config/settings.ts';
import { VERSION } from './config/version.ts';
import type { House } from './interaction/house.ts';
import type { Platform } from './interaction/platform.ts';
import type { Knowledge } from './knowledge/knowledge.ts';
import { type Clock, systemClock } from './shared/clock.ts';
import type { Logger } from './shared/logger.ts';
import { createSealer } from './shared/sealing.ts';
import { openStorage } from './storage/open-storage.ts';

/** What tests, benchmarks and the terminal do differently. */
export interface AppOverrides {
  readonly clock?: Clock;
  /** Folder of packs; Tocsin's own when absent. */
  readonly packsDir?: string;
  /** Whether to serve people: the HTTP server and the platforms; off when absent. */
  readonly serve?: boolean;
  /** Told of each fault that is not the asker's, after it was logged. */
  readonly onFault?: () => void;
}

/** Tocsin, put together and running. */
export interface App extends AsyncDisposable {
  /** As a URL without a trailing slash; undefined when nothing is served. */
  readonly address: string | undefined;
  knowledge(): Knowledge;
  readonly ask: Answering['ask'];
  /** What commands act through. */
  readonly services: CommandServices;
  /** What platforms are given. */
  readonly house: House;
  /** What `tocsin import` works with. */
  importing(): Promise<ImportServices>;
  /** Makes drafts of changes of claims, or publishes them; a served Tocsin does so by itself. */
  lookForClaimChanges(): Promise<void>;
  /** Stops taking questions, then serving, then listening for changes, then leaves the database. */
  close(): Promise<void>;
}

/**
 * The composition root: the only place that knows every room.
 * @throws TocsinError when the database, the packs, the port or a platform cannot be had
 */
export async function createApp(
  config: Config,
  secrets: Secrets,
  log: Logger,
  overrides: AppOverrides = {},
): Promise<App> {
  const { clock = systemClock, packsDir = join(ROOT, 'packs'), onFault = () => {} } = overrides;
  // Whatever is open is closed in reverse order, also when a later step fails.
  await using opening = new AsyncDisposableStack();
  const reading = readPacks(packsDir, join(config.dataDir, 'cache'));
  // A fault in a pack is told below, once the database is open and can be closed again.
  reading.catch(() => {});
  const key = (secrets.secretKey ?? keptSecretKey(config.dataDir)).reveal();
  const sealer = createSealer([key, ...secrets.earlierKeys.map((earlier) => earlier.reveal())]);
  let current: CurrentKnowledge | undefined;
  const known = () => {
    if (current === undefined) throw new Error('nothing is known yet');
    return current.get();
  };
  const storage = opening.use(
    await openStorage({
      dataDir: config.dataDir,
      databaseUrl: secrets.databaseUrl?.reveal(),
      sealer,
      clock,
      telling: whomFor(known),
      notice: (text) => log.warn(text),
    }),
  );
  const closing = new AbortController();
  opening.defer(() => closing.abort());
  const { records } = storage;
  const packs = await storePacks(records, await reading, log);
  const claims = followClaimChanges({
    ...{ claimChanges: storage.claimChanges, desk: storage.desk, log },
    ...{ policy: config.claimChanges, knowledge: known },
  });
  opening.defer(() => claims.idle());
  const refreshed = () => {
    if (overrides.serve === true && current !== undefined) void claims.look();
  };
  const knowledge = await followRecords(records, log, closing.signal, refreshed);
  current = knowledge;
  const fault = defaultIncidentFault(config.defaultIncident, knowledge.get());
  if (fault !== undefined) log.warn(fault);
  const outside = createOutside(config);
  opening.defer(outside.close);
  const importing = async () => {
    return { records, imports: storage.imports, fetcher: await outside.fetcher(), clock };
  };
  let address: string | undefined;
  let platforms: readonly Platform[] = [];
  const leadCards = createLeadCards({
    ...storage,
    clock,
    within: (where) => answering.within(where),
    named: (card, where) => answering.named(card, where),
  });
  const leads = announcingLeads(storage.leads, leadCards, log);
  const answering: Answering = createAnswering(
    {
      clock,
      knowledge: knowledge.get,
      defaultIncident: config.defaultIncident,
      version: VERSION,
      health: () =>
        healthLines({
          config,
          clock,
          storage,
          knowledge,
          packs,
          address: () => address,
          platforms: () => platforms,
        }),
      grants: storage.grants,
      audit: storage.audit,
      ceilings: storage.ceilings,
      subscriptions: storage.subscriptions,
      desk: storage.desk,
      deliveries: storage.deliveries,
      feeds: storage.feeds,
      leads,
      leadDesk: storage.leadDesk,
      editorChannels: storage.editorChannels,
      probe: createFeedProbe({ ...outside, match: currentMatch(knowledge.get) }),
      announce: announcer(storage.notices),
    },
    (error, reference) => {
      log.error({ err: error, reference }, 'a line could not be answered');
      onFault();
    },
    config.command,
  );
  const charts = createCharts(key, storage.sharedCharts);
  const house = createHouse({
    answering,
    places: storage.places,
    stores: storage,
    charts: chartPictures({
      charts,
      shared: storage.sharedCharts,
      publicUrl: config.publicUrl,
      log,
    }),
    sealer,
    log,
    command: config.command,
    publicUrl: config.publicUrl,
  });
  if (overrides.serve === true) {
    platforms = await createPlatforms(config, secrets, house);
    const console = createConsole({
      ...{ config, secrets, answering, house, charts },
      address: () => config.publicUrl ?? address,
    });
    const served = { config, secrets, answering, house, charts, platforms, console, log };
    const server = await serve(served);
    opening.defer(() => server.close());
    address = server.address;
    for (const platform of platforms) {
      opening.defer(() => platform.stop());
      await platform.start();
    }
    const destinations = [...platforms, ...(console === undefined ? [] : [console])].map(
      ({ destination }) => destination,
    );
    for (const queue of await startTelling({ storage, answering, destinations, clock, log })) {
      opening.defer(() => queue.stop());
    }
    const chores = await startChores({
      ...{ storage, importing, outside, leads, answering, clock, log },
      ...{ cards: leadCards, knowledge: knowledge.get, signal: closing.signal },
    });
    opening.defer(() => chores.stop());
    void claims.look();
  }
  const opened = opening.move();
  return {
    address,
    knowledge: knowledge.get,
    ask: answering.ask,
    services: answering.services,
    house,
    importing,
    lookForClaimChanges: claims.look,
    close: () => opened.disposeAsync(),
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  };
}
