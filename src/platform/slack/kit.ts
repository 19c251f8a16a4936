import type { House } from '../../interaction/house.ts';
import { type Answers, createAnswers } from './answer/answers.ts';
import { createPictures } from './answer/pictures.ts';
import { type Calls, createCalls } from './calls.ts';
import type { Clients } from './clients.ts';
import { createForms, type Forms } from './form/forms.ts';
import type { SlackConfigLike } from './options.ts';
import type { Pace } from './pace.ts';
import { createPeople } from './people.ts';
import { type InvocationMaker, invocationMaker } from './to-invocation.ts';

/** What listeners work with. */
export interface Kit {
  readonly house: House;
  readonly pace: Pace;
  readonly calls: Calls;
  readonly answers: Answers;
  readonly invocations: InvocationMaker;
  readonly forms: Forms;
}

/** What is asked where a form was wanted and none can be opened. */
export const INSTEAD_OF_FORM = 'help';

export function createKit(
  house: House,
  clients: Clients,
  pace: Pace,
  { subscribers }: Pick<SlackConfigLike, 'subscribers'>,
): Kit {
  const calls = createCalls(clients, house.log);
  const people = createPeople(calls, house.clock);
  return {
    house,
    pace,
    calls,
    answers: createAnswers(house, createPictures(house, calls), pace),
    invocations: invocationMaker(people, house.commands, subscribers, pace.rights),
    forms: createForms(house, calls),
  };
}
