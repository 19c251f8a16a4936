import { createAnswering } from '../../../src/app/answering.ts';
import type { Card } from '../../../src/card/card.ts';
import type { Announced, CommandServices, Invocation } from '../../../src/command/context.ts';
import type { Subscriptions } from '../../../src/disclosure/subscriptions.ts';
import type { Disclosure, DisclosureRevision } from '../../../src/domain/disclosure.ts';
import type { Place } from '../../../src/domain/place.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { fixedClock } from '../../../src/shared/clock.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { memorySubscriptions } from '../../support/memory-subscriptions.ts';
import { openPackHouse } from '../../support/pack-house.ts';
import { disclosure } from '../disclosure/samples.ts';
import type { ADMINISTRATOR } from './desk.ts';

type Person = typeof ADMINISTRATOR;

const NOW = '2026-11-23T12:00:00Z';

/** A house over the built-in pack whose channels can follow; what is announced is kept, not posted. */
export interface FollowHouse {
  readonly subscriptions: Subscriptions;
  readonly services: CommandServices;
  readonly faults: readonly unknown[];
  readonly announced: { readonly place: Place; readonly key: string; readonly card: Card }[];
  /** What becomes of the next announcements. */
  outcome: Announced;
  /** What was disclosed, the newest first. */
  disclosed: DisclosureRevision[];
  as(person: Person, line: string, changes?: Partial<Invocation>): ReturnType<CommandsAsk>;
  says(person: Person, line: string, changes?: Partial<Invocation>): Promise<string>;
}

type CommandsAsk = ReturnType<typeof createAnswering>['ask'];

export function revision(
  changes: Partial<Disclosure>,
  about: Partial<DisclosureRevision> = {},
): DisclosureRevision {
  return {
    disclosure: disclosure(changes),
    revision: 1,
    state: 'published',
    reason: undefined,
    at: new Date('2026-11-20T09:00:00Z'),
    embargo: undefined,
    by: { id: 'editor', name: 'Editor' },
    ...about,
  };
}

export function words(card: Card): string {
  const { payload } = renderText(card, { page: 1, commandLine: 'help', shareable: false });
  return payload.replace(/\s+/g, ' ');
}

let pack: ReturnType<typeof openPackHouse> | undefined;

/** With stores of its own; the pack is read once. */
export async function openFollowHouse(): Promise<FollowHouse> {
  pack ??= openPackHouse(NOW);
  const { answering } = await pack;
  const clock = fixedClock(NOW);
  const subscriptions = memorySubscriptions(clock);
  const { grants, audit, ceilings } = memoryStores(clock);
  const faults: unknown[] = [];
  const house: FollowHouse = {
    subscriptions,
    faults,
    announced: [],
    outcome: { state: 'shown' },
    disclosed: [],
    get services() {
      return own.services;
    },
    as: (person, commandLine, changes = {}) =>
      own.ask({ commandLine, locale: 'en-GB', timeZone: 'Europe/Berlin', ...person, ...changes }),
    async says(person, line, changes) {
      return words((await house.as(person, line, changes)).card);
    },
  };
  const own = createAnswering(
    {
      ...answering.services,
      clock,
      grants,
      audit,
      ceilings,
      subscriptions,
      desk: {
        ...answering.services.desk,
        revisions: async (id) =>
          house.disclosed
            .filter((one) => one.disclosure.id === id)
            .toSorted((a, b) => a.revision - b.revision),
        since: async (since) =>
          house.disclosed.filter(
            (one) =>
              one.at >= since &&
              house.disclosed.every(
                (other) =>
                  other.disclosure.id !== one.disclosure.id || other.revision <= one.revision,
              ),
          ),
      },
      announce: async (place, key, card) => {
        house.announced.push({ place, key, card });
        return house.outcome;
      },
    },
    (error) => faults.push(error),
  );
  return house;
}
