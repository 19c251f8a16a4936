import { createAnswering } from '../../../src/app/answering.ts';
import type { Answer } from '../../../src/command/answer.ts';
import type { Invocation } from '../../../src/command/context.ts';
import type { Right } from '../../../src/command/define.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { absentTelling } from '../../support/absent-telling.ts';
import { openPackHouse } from '../../support/pack-house.ts';
import type { databases } from '../storage/support/store.ts';
import { type House, openHouse, slack } from '../storage/support/telling.ts';

/** Every verb over the built-in pack, on real stores: somebody publishes, others read and follow. */

export type Person = Pick<Invocation, 'may' | 'where' | 'who'>;

function person(id: string, where: Invocation['where'], ...may: Right[]): Person {
  return { who: { id, name: `Name of ${id}` }, where, may: new Set<Right>(['ask', ...may]) };
}

export const EDITOR = person('UEDIT', slack('C9'), 'edit');
/** An editor of another workspace. */
export const COLLEAGUE = person('UCOLL', slack('C9', 'T2'), 'edit');
export const SUBSCRIBER = person('USUB', slack('C9'), 'subscribe');
export const READER = person('UREAD', slack('C9'));
export const OPERATOR = person(
  'root',
  { platform: 'cli', tenant: 'local', channel: 'terminal' },
  'subscribe',
  'edit',
  'administer',
);

export interface Newsroom {
  readonly house: House;
  readonly faults: readonly unknown[];
  ask(who: Person, line: string, change?: Partial<Invocation>): Promise<Answer>;
  /** The whole answer on one line, buttons included. */
  says(who: Person, line: string, change?: Partial<Invocation>): Promise<string>;
  /** Writes a draft. @returns its id */
  write(who: Person, values?: string): Promise<string>;
  /** Presses the button that sends what the line shows. */
  send(who: Person, line: string): Promise<Answer>;
  /** Writes and sends. @returns its id */
  publish(who: Person, values?: string): Promise<string>;
}

export function wordsOf({ card, commandLine }: Answer): string {
  const { payload } = renderText(card, { page: 1, commandLine, shareable: false });
  return payload.replace(/\s+/g, ' ');
}

export function buttons({ card }: Answer): Record<string, string> {
  return Object.fromEntries(card.actions.map(({ label, commandLine }) => [label, commandLine]));
}

/** The line of the one button whose label begins so. */
export function button(answer: Answer, label: string): string {
  const found = Object.entries(buttons(answer)).find(([one]) => one.startsWith(label));
  if (found === undefined) throw new Error(`no “${label}” on: ${wordsOf(answer)}`);
  return found[1];
}

export const DRAFT =
  'headline:"Three men indicted" body:"Charges were announced. [1]" source:s-ms-2019-10-04 severity:high';

let pack: ReturnType<typeof openPackHouse> | undefined;

export async function openNewsroom(server: ReturnType<typeof databases>): Promise<Newsroom> {
  pack ??= openPackHouse();
  const [house, { knowledge, answering }] = await Promise.all([openHouse(server), pack]);
  const { desk, deliveries, grants, audit, ceilings } = house.storage;
  const faults: unknown[] = [];
  const { ask: answer } = createAnswering(
    {
      ...answering.services,
      ...absentTelling(),
      ...{ desk, deliveries, grants, audit, ceilings },
      clock: house.clock,
      knowledge: () => knowledge,
    },
    (error) => faults.push(error),
  );
  const ask: Newsroom['ask'] = (who, commandLine, change = {}) =>
    answer({ commandLine, locale: 'en-GB', timeZone: 'UTC', ...who, ...change });
  async function send(who: Person, line: string): Promise<Answer> {
    const sent = button(await ask(who, line), line.startsWith('publish') ? 'Publish' : 'C');
    return await ask(who, sent);
  }
  async function write(who: Person, values = DRAFT): Promise<string> {
    const made = await ask(who, `publish ${values}`);
    const id = made.card.footer.recordId;
    if (!made.answered || id === undefined) throw new Error(wordsOf(made));
    return id;
  }
  return {
    house,
    faults,
    ask,
    says: async (who, line, change) => wordsOf(await ask(who, line, change)),
    write,
    send,
    async publish(who, values) {
      const id = await write(who, values);
      await send(who, `publish ${id}`);
      return id;
    },
  };
}
