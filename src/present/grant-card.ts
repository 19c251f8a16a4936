import type { Action, Block, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { code, instant, strong, text } from '../card/span.ts';
import { ALLOWS, type GivenRight, operatorLine, rightsInWords } from './rights.ts';
import { section } from './section.ts';
import { inTenant, type TenantSeen } from './tenant-words.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { capitalise, count, listInWords } from './words.ts';

export interface GrantSeen {
  readonly user: string;
  readonly right: GivenRight;
  readonly grantedBy: string;
  readonly grantedAt: Date;
}

/** Where rights are looked at, and the lines that buttons carry. */
export interface GrantFrame {
  readonly where: TenantSeen;
  /** With a person and a right or `none`; without either, the line that lists. */
  line(person?: string, right?: GivenRight | 'none'): string;
  readonly auditLine: string;
}

/** Rights that somebody does not have, by who can give them. */
export interface Lacking {
  /** Those that the asker can. */
  readonly within: readonly GivenRight[];
  /** Those that only whoever runs Tocsin can. */
  readonly beyond: readonly GivenRight[];
}

/** What came of giving a right or taking all away. */
export type GrantChange =
  | { readonly is: 'given'; readonly right: GivenRight; readonly before: readonly GivenRight[] }
  | { readonly is: 'had'; readonly right: GivenRight; readonly through: GivenRight }
  | {
      readonly is: 'taken';
      readonly rights: readonly GivenRight[];
      /** What has to be given to undo it; nothing that the asker can give if they lost that right. */
      readonly back: Lacking;
      /** Whether the asker can still give and take rights. */
      readonly stillGives: boolean;
      /** How many are left in the tenant. */
      readonly administrators: number;
    }
  | { readonly is: 'none' };

function button(label: string, commandLine: string): Action {
  return { label, commandLine, style: 'default' };
}

function paragraph(...spans: Spans): Block {
  return { type: 'paragraph', spans };
}

function onlyOperators(view: View): Card {
  return {
    title: 'Who may do what',
    tone: 'answer',
    blocks: [
      paragraph(
        text(
          'Whoever sits at this machine may do everything. Rights are given in a Slack workspace or a Discord server; name it: ',
        ),
        code('/tocsin grant in:slack/T0123ABCD'),
        text(', '),
        code('/tocsin grant U0123ABCD right:administer in:slack/T0123ABCD'),
        text('.'),
      ),
      ...section('What each right allows', rightsInWords()),
    ],
    sources: [],
    actions: [],
    footer: footer(view),
  };
}

/** Who was given which right in a tenant, newest first, and what the rights allow. */
export function grantsCard(grants: readonly GrantSeen[], frame: GrantFrame, view: View): Card {
  const { platform } = frame.where;
  if (platform !== 'slack' && platform !== 'discord') return onlyOperators(view);
  const tenant = inTenant(frame.where);
  const columns = ['Person', 'May', 'Given by', 'On'];
  const listed: Block =
    grants.length === 0
      ? paragraph(text(`Nobody has been given a right ${tenant}. Anybody may ask without one.`))
      : {
          type: 'table',
          caption: `${capitalise(count(grants.length, 'right'))} given ${tenant}, newest first. Anybody may ask without one`,
          columns: columns.map((label) => ({ label, align: 'left' as const })),
          rows: grants.map(({ user, right, grantedBy, grantedAt }) => [
            [code(user)],
            [text(right)],
            [code(grantedBy)],
            [instant(grantedAt)],
          ]),
        };
  return {
    title: 'Who may do what',
    tone: 'answer',
    blocks: [listed, ...section('What each right allows', rightsInWords())],
    sources: [],
    actions: [button('Who did what', frame.auditLine)],
    footer: footer(view),
  };
}

/** Lines for what the asker cannot give, each by itself. */
function forOperators(person: string, { beyond }: Lacking, { where }: GrantFrame): Block[] {
  return beyond.map((right) =>
    paragraph(
      text(`Only whoever runs Tocsin can give the right to ${right}, on the machine it runs on: `),
      code(operatorLine(person, right, where)),
    ),
  );
}

/** What one person was given, with buttons to give more or to take all away. */
export function personCard(
  person: string,
  rights: readonly GivenRight[],
  lacking: Lacking,
  frame: GrantFrame,
  view: View,
): Card {
  const tenant = inTenant(frame.where);
  const has =
    rights.length === 0
      ? [text(` has been given no right ${tenant}, and may ask, as everybody may.`)]
      : [text(` was given the right to ${listInWords(rights)} ${tenant}.`)];
  return {
    title: 'What one person may do',
    tone: 'answer',
    blocks: [
      paragraph(code(person), ...has),
      ...forOperators(person, lacking, frame),
      ...section('What each right allows', rightsInWords()),
    ],
    sources: [],
    actions: [
      ...lacking.within.map((right) => button(`Let them ${right}`, frame.line(person, right))),
      ...(rights.length === 0 ? [] : [button('Take all away', frame.line(person, 'none'))]),
      button('Everybody', frame.line()),
    ],
    footer: footer(view),
  };
}

interface Told {
  readonly title: string;
  readonly blocks: readonly Block[];
  readonly undo: readonly Action[];
}

function given(
  person: string,
  { right, before }: Extract<GrantChange, { is: 'given' }>,
  { where, line }: GrantFrame,
): Told {
  const label = before.length === 0 ? 'Undo' : 'Take all away';
  return {
    title: 'Right given',
    blocks: [
      paragraph(code(person), text(' may now '), strong(right), text(` ${inTenant(where)}.`)),
      paragraph(text(`They may ${ALLOWS[right]}.`)),
    ],
    undo: [button(label, line(person, 'none'))],
  };
}

/** Said when nobody is left who could give rights. */
function noneLeft(where: TenantSeen, canGiveBack: boolean): Block {
  const what = canGiveBack ? 'Give it back, or have' : 'Have';
  return {
    type: 'notice',
    spans: [
      text(
        `Nobody is left here who may administer. ${what} whoever runs Tocsin name somebody, on the machine it runs on: `,
      ),
      code(operatorLine('<id>', 'administer', where)),
    ],
  };
}

/** Each button gives one right, so only where one gives everything back does it undo. */
function giveBack(person: string, { within, beyond }: Lacking, { line }: GrantFrame): Action[] {
  const whole = within.length === 1 && beyond.length === 0;
  return within.map((right) =>
    button(whole ? 'Undo' : `Let them ${right} again`, line(person, right)),
  );
}

function taken(
  person: string,
  { rights, administrators, back }: Extract<GrantChange, { is: 'taken' }>,
  frame: GrantFrame,
): Told {
  const { where } = frame;
  const undo = giveBack(person, back, frame);
  return {
    title: 'Rights taken away',
    blocks: [
      paragraph(
        code(person),
        text(
          ` may no longer ${rights.join(' or ')} ${inTenant(where)}, at once and in all its channels.`,
        ),
      ),
      paragraph(text('They may ask, as everybody may, and what their role there allows.')),
      ...forOperators(person, back, frame),
      ...(administrators === 0 && rights.includes('administer')
        ? [noneLeft(where, undo.length > 0)]
        : []),
    ],
    undo,
  };
}

function unchanged(person: string, spans: Spans): Told {
  return {
    title: 'Nothing to change',
    blocks: [paragraph(code(person), ...spans)],
    undo: [],
  };
}

function tell(person: string, change: GrantChange, frame: GrantFrame): Told {
  switch (change.is) {
    case 'given':
      return given(person, change, frame);
    case 'taken':
      return taken(person, change, frame);
    case 'had': {
      const { right, through } = change;
      const implied = right === through ? '' : `: “${through}” includes it`;
      return unchanged(person, [text(` may ${right} ${inTenant(frame.where)} already${implied}.`)]);
    }
    case 'none':
      return unchanged(person, [text(` has been given no right ${inTenant(frame.where)}.`)]);
  }
}

/** What was changed about a person's rights, what it means, and how to undo it. */
export function grantChangeCard(
  person: string,
  change: GrantChange,
  frame: GrantFrame,
  view: View,
): Card {
  const { title, blocks, undo } = tell(person, change, frame);
  const listing = change.is === 'taken' && !change.stillGives ? [] : [frame.line()];
  return {
    title,
    tone: 'answer',
    blocks,
    sources: [],
    actions: [...undo, ...listing.map((line) => button('Who may do what', line))],
    footer: footer(view),
  };
}
