import { createAnswering } from '../../../src/app/answering.ts';
import type { Answer } from '../../../src/command/answer.ts';
import type { CommandServices, Invocation } from '../../../src/command/context.ts';
import type { Right } from '../../../src/command/define.ts';
import type { Knowledge } from '../../../src/knowledge/knowledge.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';

/** People who type at a house over the built-in pack: each a place, a name and what they may do. */

const ALL = new Set<Right>(['ask', 'subscribe', 'edit', 'administer']);
const ADMINISTER = new Set<Right>(['ask', 'administer']);
const ASK = new Set<Right>(['ask']);

type Person = Pick<Invocation, 'who' | 'where' | 'may'>;

function person(id: string, where: Invocation['where'], may: ReadonlySet<Right>): Person {
  return { who: { id, name: `Name of ${id}` }, where, may };
}

export const ADMINISTRATOR = person(
  'UADMIN',
  { platform: 'slack', tenant: 'T1', channel: 'C1' },
  ADMINISTER,
);
/** An administrator of the same workspace who may do everything else too. */
export const EDITOR = person('UEDITOR', ADMINISTRATOR.where, ALL);
export const READER = person('UREADER', ADMINISTRATOR.where, ASK);
/** An administrator of another workspace, in a channel of the same id. */
export const NEIGHBOUR = person('UADMIN', { ...ADMINISTRATOR.where, tenant: 'T2' }, ADMINISTER);
export const GUILD = person(
  '1001',
  { platform: 'discord', tenant: '9001', channel: '9002' },
  ADMINISTER,
);
export const OPERATOR = person(
  'root',
  { platform: 'cli', tenant: 'local', channel: 'terminal' },
  ALL,
);

export interface Desk {
  readonly knowledge: Knowledge;
  readonly services: CommandServices;
  readonly faults: readonly unknown[];
  as(person: Person, line: string): Promise<Answer>;
  /** The whole answer on one line, buttons included. */
  says(person: Person, line: string): Promise<string>;
}

let house: Promise<PackHouse> | undefined;

/** With stores of its own; the pack is read once. */
export async function openDesk(): Promise<Desk> {
  house ??= openPackHouse();
  const { knowledge, answering } = await house;
  const { clock } = answering.services;
  const { grants, audit, ceilings } = memoryStores(clock);
  const faults: unknown[] = [];
  const { ask, services } = createAnswering(
    { ...answering.services, grants, audit, ceilings },
    (error) => faults.push(error),
  );
  const as = (person: Person, commandLine: string) =>
    ask({ commandLine, locale: 'en-GB', timeZone: 'UTC', ...person });
  return {
    knowledge,
    services,
    faults,
    as,
    async says(person, line) {
      const { card, commandLine } = await as(person, line);
      const { payload } = renderText(card, { page: 1, commandLine, shareable: false });
      return payload.replace(/\s+/g, ' ');
    },
  };
}

export function buttons({ card }: Answer): string[] {
  return card.actions.map((action) => action.commandLine);
}
