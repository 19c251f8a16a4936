import { createAnswering } from '../../../src/app/answering.ts';
import type { Answer } from '../../../src/command/answer.ts';
import type { Invocation } from '../../../src/command/context.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { absentTelling } from '../../support/absent-telling.ts';
import { actor } from '../../unit/knowledge/fixtures.ts';
import type { databases } from '../storage/support/store.ts';
import { type House, openHouse, slack } from '../storage/support/telling.ts';

/** The verbs by which channels follow, on real stores. */
export interface Following {
  readonly house: House;
  readonly faults: readonly unknown[];
  ask(line: string, change?: Partial<Invocation>): Promise<Answer>;
  /** The whole answer on one line, buttons included. */
  says(line: string, change?: Partial<Invocation>): Promise<string>;
}

export const HERE = slack('C1');

/** What is known has no claims: items are matched by what they say themselves. */
const knowledge = createKnowledge([
  actor('phosphorus', ['Phosphorus', 'Charming Kitten']),
  actor('apt29', ['APT29']),
]);

export function words({ card, commandLine }: Answer): string {
  const { payload } = renderText(card, { page: 1, commandLine, shareable: false });
  return payload.replace(/\s+/g, ' ');
}

export async function openFollowing(server: ReturnType<typeof databases>): Promise<Following> {
  const house = await openHouse(server);
  const { audit, ceilings, deliveries, desk, grants, notices, subscriptions } = house.storage;
  const faults: unknown[] = [];
  const { ask: answer } = createAnswering(
    {
      ...absentTelling(),
      ...{ audit, ceilings, deliveries, desk, grants, subscriptions },
      announce: async (place, key, card) => {
        await notices.announce(place, key, card);
        return { state: 'waiting' };
      },
      clock: house.clock,
      knowledge: () => knowledge,
      defaultIncident: 'none',
      version: '0',
      health: async () => [],
    },
    (error) => faults.push(error),
  );
  const ask: Following['ask'] = (commandLine, change = {}) =>
    answer({
      commandLine,
      who: { id: 'USUB', name: 'Ada' },
      where: HERE,
      locale: 'en-GB',
      timeZone: 'UTC',
      may: new Set(['ask', 'subscribe']),
      ...change,
    });
  return { house, faults, ask, says: async (line, change) => words(await ask(line, change)) };
}
