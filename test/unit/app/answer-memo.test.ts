import { describe, expect, test } from 'vitest';
import { createAnswering } from '../../../src/app/answering.ts';
import type { Invocation } from '../../../src/command/context.ts';
import { loadPack } from '../../../src/ingest/pack/load.ts';
import type { Knowledge } from '../../../src/knowledge/knowledge.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { absentTelling } from '../../support/absent-telling.ts';
import { asRevisions } from '../../support/generate.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { FOUNDING } from '../../support/pack-house.ts';

async function house() {
  const { drafts, catalogue } = await loadPack('packs/tocsin');
  const records = asRevisions(drafts, catalogue);
  let now = new Date('2026-11-25T12:00:00Z').getTime();
  let knowledge: Knowledge = createKnowledge(records);
  const clock = { now: () => new Date(now) };
  const stores = memoryStores(clock);
  const answering = createAnswering(
    {
      clock,
      knowledge: () => knowledge,
      defaultIncident: FOUNDING,
      version: 'test',
      health: async () => [],
      ...stores,
      ...absentTelling(),
    },
    (error) => {
      throw error;
    },
  );
  const ask = (commandLine: string, overrides: Partial<Invocation> = {}) =>
    answering.ask({
      commandLine,
      who: { id: 'U1', name: 'Editor' },
      where: { platform: 'slack', tenant: 'T1', channel: 'C1' },
      locale: 'en-GB',
      timeZone: 'UTC',
      may: new Set(['ask']),
      ...overrides,
    });
  return {
    ask,
    stores,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
    learn: () => {
      knowledge = createKnowledge(records);
    },
  };
}

describe('an answer is given again', () => {
  test('to anybody who asks the same within ten seconds', async () => {
    const { ask, pass } = await house();
    const first = await ask('stats');
    expect(await ask('stats', { who: { id: 'U2', name: 'Other' } })).toBe(first);
    pass(10_000);
    expect(await ask('stats')).not.toBe(first);
  });

  test('but not once something may be new, nor in another time zone', async () => {
    const { ask, learn } = await house();
    const first = await ask('stats');
    expect(await ask('stats', { timeZone: 'Pacific/Auckland' })).not.toBe(first);
    learn();
    expect(await ask('stats')).not.toBe(first);
  });

  test('but not where it tells of people, rights or health', async () => {
    const { ask } = await house();
    for (const line of ['status', 'grant', 'help', 'stats fosforus public:perhaps']) {
      expect(await ask(line), line).not.toBe(await ask(line));
    }
  });

  test('but never what somebody else was allowed', async () => {
    const { ask } = await house();
    const may = new Set(['administer'] as const);
    expect((await ask('audit', { may })).answered).toBe(true);
    expect((await ask('audit')).answered).toBe(false);
  });
});
