import type { HealthLine } from '../command/context.ts';
import type { Config } from '../config/settings.ts';
import type { Platform } from '../interaction/platform.ts';
import type { Clock } from '../shared/clock.ts';
import type { Storage } from '../storage/open-storage.ts';
import type { CurrentKnowledge } from './current-knowledge.ts';
import { deliveryLines } from './delivery-health.ts';
import type { LoadedPacks } from './packs.ts';
import { feedLine, importLine } from './reading-health.ts';

export interface HealthSources {
  readonly config: Config;
  readonly clock: Clock;
  readonly storage: Pick<Storage, 'deliveries' | 'desk' | 'feeds' | 'health' | 'imports' | 'leads'>;
  readonly knowledge: CurrentKnowledge;
  readonly packs: LoadedPacks;
  /** Where the server listens; undefined when it does not. */
  address(): string | undefined;
  platforms(): readonly Pick<Platform, 'health'>[];
}

/** How long the database may take to answer, in milliseconds. */
const PATIENCE = 2_000;

/** @throws when there is no answer in time */
async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error('no answer')), PATIENCE);
  return await Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function database(storage: HealthSources['storage']): Promise<HealthLine> {
  const part = 'database';
  try {
    const answer = await inTime(storage.health());
    return { part, state: 'ok', detail: answer.detail };
  } catch {
    // Anybody may ask for the status: the reason, which can name hosts and users, is for the log.
    return { part, state: 'failing', detail: 'The server does not answer.' };
  }
}

function knowledgeLine({ knowledge, config }: HealthSources): HealthLine {
  const part = 'knowledge';
  const stale = knowledge.staleSince();
  if (stale !== undefined) {
    const since = `${stale.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
    return { part, state: 'failing', detail: `Changes since ${since} could not be read.` };
  }
  if (knowledge.get().incident(config.defaultIncident) === undefined) {
    const detail = `No incident has the id ${config.defaultIncident}; set TOCSIN_DEFAULT_INCIDENT.`;
    return { part, state: 'warning', detail };
  }
  return { part, state: 'ok', detail: 'Up to date with the database.' };
}

function consoleLine(config: Config, address: string | undefined): HealthLine {
  const part = 'console';
  if (address === undefined) {
    return { part, state: 'off', detail: 'This process serves the terminal only.' };
  }
  if (!config.console) return { part, state: 'off', detail: 'Not wanted by the settings.' };
  return { part, state: 'ok', detail: `At ${config.publicUrl ?? address}.` };
}

/** Nothing of it where the database does not answer: one line says so already. */
async function delivering({ storage, clock }: HealthSources): Promise<readonly HealthLine[]> {
  try {
    const [health, drafts] = await inTime(
      Promise.all([storage.deliveries.health(), storage.desk.drafts()]),
    );
    return deliveryLines(health, drafts.length, clock.now());
  } catch {
    return [];
  }
}

/** What is read from others; nothing of it where the database does not answer. */
async function reading({ storage }: HealthSources): Promise<readonly HealthLine[]> {
  try {
    const [feeds, { total }, imports] = await inTime(
      Promise.all([
        storage.feeds.list(),
        storage.leads.list('waiting', 0, 0),
        storage.imports.list(),
      ]),
    );
    return [...feedLine(feeds, total), ...importLine(imports)];
  } catch {
    return [];
  }
}

/** How each part of the house does, as `status` shows it. */
export async function healthLines(sources: HealthSources): Promise<readonly HealthLine[]> {
  const { config, packs } = sources;
  return [
    await database(sources.storage),
    knowledgeLine(sources),
    { part: 'built-in knowledge', state: 'ok', detail: packs.summary },
    ...(await delivering(sources)),
    ...(await reading(sources)),
    ...sources.platforms().map((platform) => platform.health()),
    consoleLine(config, sources.address()),
  ];
}
