import { type Answering, createAnswering } from '../../src/app/answering.ts';
import type { Answer } from '../../src/command/answer.ts';
import type { Invocation } from '../../src/command/context.ts';
import type { RecordRevision } from '../../src/domain/record.ts';
import { loadPack } from '../../src/ingest/pack/load.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import { createKnowledge } from '../../src/knowledge/snapshot.ts';
import { renderText } from '../../src/render/text/render.ts';
import { fixedClock } from '../../src/shared/clock.ts';
import { absentTelling } from './absent-telling.ts';
import { asRevisions } from './generate.ts';
import { memoryStores } from './memory-stores.ts';
import { memorySubscriptions } from './memory-subscriptions.ts';

export const FOUNDING = '2019-10-phosphorus-us-campaign';

/** Every verb answering from the built-in pack, without a database: the real thing but for storage. */
export interface PackHouse {
  readonly knowledge: Knowledge;
  readonly answering: Answering;
  readonly faults: unknown[];
  answer(commandLine: string, overrides?: Partial<Invocation>): Promise<Answer>;
  /** The whole answer as plain text on one line, so that tests do not depend on where lines break. */
  words(commandLine: string): Promise<string>;
}

/** @param more - records besides those of the pack */
export async function openPackHouse(
  now = '2026-11-23T12:00:00Z',
  more: readonly RecordRevision[] = [],
): Promise<PackHouse> {
  const { drafts, catalogue } = await loadPack('packs/tocsin');
  const knowledge = createKnowledge([...asRevisions(drafts, catalogue), ...more]);
  const faults: unknown[] = [];
  const clock = fixedClock(now);
  const { grants, audit, ceilings } = memoryStores(clock);
  const answering = createAnswering(
    {
      clock,
      grants,
      audit,
      ceilings,
      knowledge: () => knowledge,
      defaultIncident: FOUNDING,
      version: '0.0.0-test',
      ...absentTelling(),
      subscriptions: memorySubscriptions(clock),
      announce: async () => ({ state: 'shown' }),
      health: async () => [{ part: 'database', state: 'ok', detail: 'not part of this test' }],
    },
    (error) => faults.push(error),
  );
  const answer = (commandLine: string, overrides: Partial<Invocation> = {}) =>
    answering.ask({
      commandLine,
      who: { id: 'U1', name: 'Editor' },
      where: { platform: 'cli', tenant: 'local', channel: 'newsroom' },
      locale: 'en-GB',
      timeZone: 'UTC',
      may: new Set(['ask']),
      ...overrides,
    });
  const words = async (commandLine: string) => {
    const { card, commandLine: line } = await answer(commandLine);
    const options = { page: 1, commandLine: line, shareable: true };
    return renderText(card, options).payload.replace(/\s+/g, ' ');
  };
  return { knowledge, answering, faults, answer, words };
}
