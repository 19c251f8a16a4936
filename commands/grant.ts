import type { GrantedRight } from '../src/command/access.ts';
import { withImplied } from '../src/command/access.ts';
import type { CommandContext } from '../src/command/context.ts';
import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param } from '../src/command/param.ts';
import { isPersonOf } from '../src/command/person.ts';
import { formatPlace, isOperator } from '../src/command/place.ts';
import {
  type GrantChange,
  type GrantFrame,
  grantChangeCard,
  grantsCard,
  personCard,
} from '../src/present/grant-card.ts';
import { TocsinError } from '../src/shared/errors.ts';

const params = {
  person: param.person('Who: a mention or an id; everybody if left out').optional,
  right: param.choice('What to let them do; none takes everything away', [
    'subscribe',
    'edit',
    'administer',
    'none',
  ]).optional,
};

function refusal(message: string, remedy: string): TocsinError {
  return new TocsinError(message, { code: 'grant.refused', fault: 'user', remedy });
}

function frameOf({ place, invocation }: CommandContext): GrantFrame {
  const here = place === invocation.where;
  const elsewhere = here ? undefined : formatPlace(place);
  return {
    where: { platform: place.platform, tenant: place.tenant, here },
    line: (person, right) => formatLine('grant', { person, right, in: elsewhere }, params),
    auditLine: formatLine('audit', { in: elsewhere }),
  };
}

/** @throws TocsinError when rights are not given there, or the id is none of that platform's */
function checkPerson(person: string, { place }: CommandContext): void {
  if (isOperator(place)) {
    throw refusal(
      'Whoever sits at this machine may do everything, so no right is given here.',
      'Name the Slack workspace or Discord server, as in in:slack/T0123ABCD or in:discord/123456789012345678.',
    );
  }
  if (!isPersonOf(place.platform, person)) {
    throw refusal(
      `“${person}” is no id of a person on ${place.platform === 'slack' ? 'Slack' : 'Discord'}.`,
      'On Slack an id begins with U or W; on Discord it is a number.',
    );
  }
}

async function give(
  person: string,
  right: GrantedRight,
  { place, invocation, services }: CommandContext,
): Promise<GrantChange> {
  const before = [...(await services.grants.of(place, person))];
  const through = before.find((one) => withImplied([one]).has(right));
  if (through !== undefined) return { is: 'had', right, through };
  const { platform, tenant } = place;
  const grantedBy = invocation.who.id;
  const written = await services.grants.give({ platform, tenant, user: person, right, grantedBy });
  return written ? { is: 'given', right, before } : { is: 'had', right, through: right };
}

async function takeAll(person: string, { place, services }: CommandContext): Promise<GrantChange> {
  const rights: GrantedRight[] = [];
  for (const right of await services.grants.of(place, person)) {
    if (await services.grants.take(place, person, right)) rights.push(right);
  }
  if (rights.length === 0) return { is: 'none' };
  const left = await services.grants.list(place);
  const administrators = left.filter(({ right }) => right === 'administer').length;
  return { is: 'taken', rights, administrators };
}

export const grant = defineCommand({
  verb: 'grant',
  aliases: ['grants'],
  summary: 'Who may subscribe channels, edit and administer here; give and take rights',
  examples: ['grant', 'grant U0123ABCD right:edit', 'grant U0123ABCD right:none'],
  params,
  asOf: false,
  right: 'administer',
  async run({ person, right }, context) {
    const { place, services } = context;
    const frame = frameOf(context);
    if (person === undefined) {
      if (right === undefined) return grantsCard(await services.grants.list(place), frame, context);
      throw refusal(
        'Nobody is named whom the right is for.',
        'Put a mention or an id after the verb.',
      );
    }
    checkPerson(person, context);
    if (right === undefined) {
      return personCard(person, [...(await services.grants.of(place, person))], frame, context);
    }
    const change =
      right === 'none' ? await takeAll(person, context) : await give(person, right, context);
    return grantChangeCard(person, change, frame, context);
  },
});
