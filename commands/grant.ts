import type { GrantedRight } from '../src/command/access.ts';
import { withImplied, withoutImplied } from '../src/command/access.ts';
import { mayGive } from '../src/command/authorise.ts';
import type { CommandContext } from '../src/command/context.ts';
import { defineCommand } from '../src/command/define.ts';
import { formatLine } from '../src/command/grammar.ts';
import { param } from '../src/command/param.ts';
import { formatPlace, isOperator } from '../src/command/place.ts';
import { isPersonOf } from '../src/domain/place.ts';
import {
  type GrantChange,
  type GrantFrame,
  grantChangeCard,
  grantsCard,
  type Lacking,
  personCard,
} from '../src/present/grant-card.ts';
import { EDITING_REACHES, operatorLine, RIGHTS } from '../src/present/rights.ts';
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

function byWhoGives(
  rights: readonly GrantedRight[],
  { invocation }: Pick<CommandContext, 'invocation'>,
): Lacking {
  const within = rights.filter((right) => mayGive(right, invocation.where));
  return { within, beyond: rights.filter((right) => !within.includes(right)) };
}

async function give(
  person: string,
  right: GrantedRight,
  { place, invocation, services }: CommandContext,
): Promise<GrantChange> {
  const before = [...(await services.grants.of(place, person))];
  const through = before.includes(right)
    ? right
    : before.find((one) => withImplied([one]).has(right));
  if (through !== undefined) return { is: 'had', right, through };
  if (!mayGive(right, invocation.where)) {
    throw refusal(
      `The right to ${right} is not given from here: ${EDITING_REACHES}.`,
      `Whoever runs Tocsin can give it, on the machine it runs on: ${operatorLine(person, right, place)}`,
    );
  }
  const { platform, tenant } = place;
  const grantedBy = invocation.who.id;
  const written = await services.grants.give({ platform, tenant, user: person, right, grantedBy });
  return written ? { is: 'given', right, before } : { is: 'had', right, through: right };
}

/** Whether the asker may administer still when the rights are taken from the person. */
function stillGives(
  person: string,
  taken: readonly GrantedRight[],
  { invocation }: Pick<CommandContext, 'invocation'>,
): boolean {
  const { may, who } = invocation;
  return who.id !== person || !taken.includes('administer') || withImplied(may).has('administer');
}

async function takeAll(person: string, context: CommandContext): Promise<GrantChange> {
  const { place, services } = context;
  const given = await services.grants.of(place, person);
  const rights: GrantedRight[] = [];
  for (const right of RIGHTS.filter((one) => given.has(one))) {
    if (await services.grants.take(place, person, right)) rights.push(right);
  }
  if (rights.length === 0) return { is: 'none' };
  const left = await services.grants.list(place);
  const administrators = left.filter(({ right }) => right === 'administer').length;
  const { within, beyond } = byWhoGives(rights, context);
  const gives = stillGives(person, rights, context);
  const back = { within: gives ? withoutImplied(within) : [], beyond };
  return { is: 'taken', rights, back, stillGives: gives, administrators };
}

export const grant = defineCommand({
  verb: 'grant',
  aliases: ['grants'],
  summary: 'Who may subscribe channels, edit and administer here; give and take rights',
  examples: ['grant', 'grant U0123ABCD right:subscribe', 'grant U0123ABCD right:none'],
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
      const given = await services.grants.of(place, person);
      const has = withImplied(given);
      const lacking = byWhoGives(
        RIGHTS.filter((one) => !has.has(one)),
        context,
      );
      const rights = RIGHTS.filter((one) => given.has(one));
      return personCard(person, rights, lacking, frame, context);
    }
    const change =
      right === 'none' ? await takeAll(person, context) : await give(person, right, context);
    return grantChangeCard(person, change, frame, context);
  },
});
