import { createAnswering } from '../../../src/app/answering.ts';
import type { Answer } from '../../../src/command/answer.ts';
import type { CommandServices, Invocation } from '../../../src/command/context.ts';
import type { Probed } from '../../../src/leads/probe.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { memoryFeeds } from '../../support/memory-feeds.ts';
import {
  type MemoryLeads,
  memoryEditorChannels,
  memoryLeadDesk,
  memoryLeads,
} from '../../support/memory-leads.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';
import { EDITOR, OPERATOR } from './desk.ts';

export { ADMINISTRATOR, buttons, EDITOR, OPERATOR, READER } from './desk.ts';

/** An editor of a Discord server. */
export const GUILD_EDITOR = {
  ...EDITOR,
  where: { platform: 'discord', tenant: '9001', channel: '9002' },
} as const;
export const AT_CONSOLE = {
  ...OPERATOR,
  where: { platform: 'console', tenant: 'local', channel: 'newsroom' },
} as const;

type Person = Pick<Invocation, 'who' | 'where' | 'may'>;

/** Editors over the built-in pack, with feeds and an inbox in memory. */
export interface LeadsHouse {
  readonly services: CommandServices;
  readonly leads: MemoryLeads;
  readonly attached: readonly string[];
  readonly faults: readonly unknown[];
  /** What the next tests of addresses find. */
  finds(probed: Probed): void;
  readonly probed: readonly string[];
  as(person: Person, line: string): Promise<Answer>;
  /** The whole answer on one line, buttons included. */
  says(person: Person, line: string): Promise<string>;
}

let house: Promise<PackHouse> | undefined;

export async function openLeadsHouse(given: Partial<CommandServices> = {}): Promise<LeadsHouse> {
  house ??= openPackHouse();
  const { answering } = await house;
  const { clock } = answering.services;
  const { grants, audit, ceilings } = memoryStores(clock);
  const faults: unknown[] = [];
  const probed: string[] = [];
  let found: Probed = { is: 'problem', problem: 'Nothing answers there.', remedy: undefined };
  const leads = memoryLeads(clock);
  const leadDesk = memoryLeadDesk();
  const probe = {
    async test(url: string) {
      probed.push(url);
      return found;
    },
  };
  const { ask, services } = createAnswering(
    {
      ...answering.services,
      ...{ grants, audit, ceilings, leads, leadDesk, probe },
      feeds: memoryFeeds(clock),
      editorChannels: memoryEditorChannels(clock),
      ...given,
    },
    (error) => faults.push(error),
  );
  const as = (person: Person, commandLine: string) =>
    ask({ commandLine, locale: 'en-GB', timeZone: 'UTC', ...person });
  return {
    ...{ services, leads, faults, probed, as },
    attached: leadDesk.attached,
    finds(next) {
      found = next;
    },
    async says(person, line) {
      const { card, commandLine } = await as(person, line);
      const { payload } = renderText(card, { page: 1, commandLine, shareable: false });
      return payload.replace(/\s+/g, ' ');
    },
  };
}
