import { beforeEach, describe, expect, it } from 'vitest';
import {
  ADMINISTRATOR,
  buttons,
  type Desk,
  EDITOR,
  GUILD,
  OPERATOR,
  openDesk,
  READER,
} from './desk.ts';

/** The right to edit reaches every tenant, so no administrator of a single one gives it. */

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

const LINE = 'npx tocsin ask "grant UONE right:edit in:slack/T1"';
const CONSOLE = {
  ...OPERATOR,
  where: { platform: 'console', tenant: 'local', channel: 'newsroom' },
} as const;

async function labels(person: typeof ADMINISTRATOR, line: string): Promise<string[]> {
  return (await desk.as(person, line)).card.actions.map((action) => action.label);
}

describe('the right to edit, in a tenant', () => {
  it.each([
    ['its administrator', ADMINISTRATOR],
    ['its administrator who may edit', EDITOR],
  ])(
    'is not given by %s, who is told why and what whoever runs Tocsin types',
    async (_who, who) => {
      const { answered, card } = await desk.as(who, 'grant UONE right:edit');
      expect(answered).toBe(false);
      expect(card.title).toBe('Not done');
      const words = await desk.says(who, 'grant UONE right:edit');
      expect(words).toContain(
        'every channel of this Tocsin, those of other workspaces and servers',
      );
      expect(words).toContain(LINE);
      expect(await desk.services.grants.list(ADMINISTRATOR.where)).toEqual([]);
    },
  );

  it('is not given by an administrator whom another administrator named', async () => {
    await desk.as(ADMINISTRATOR, 'grant UREADER right:administer');
    expect((await desk.as(READER, 'grant UREADER right:edit')).answered).toBe(false);
    expect(await desk.says(READER, 'grant UREADER right:edit')).toContain(
      'npx tocsin ask "grant UREADER right:edit in:slack/T1"',
    );
  });

  it('is not given in a server either', async () => {
    expect((await desk.as(GUILD, 'grant <@1002> right:edit')).answered).toBe(false);
    expect(await desk.says(GUILD, 'grant <@1002> right:edit')).toContain(
      'npx tocsin ask "grant 1002 right:edit in:discord/9001"',
    );
  });

  it('has no button where it cannot be given, and the line instead', async () => {
    expect(await labels(ADMINISTRATOR, 'grant UONE')).toEqual([
      'Let them subscribe',
      'Let them administer',
      'Everybody',
    ]);
    expect(await desk.says(ADMINISTRATOR, 'grant UONE')).toContain(LINE);
    expect(await labels(OPERATOR, 'grant UONE in:slack/T1')).toEqual([
      'Let them subscribe',
      'Let them edit',
      'Let them administer',
      'Everybody',
    ]);
    expect(await desk.says(OPERATOR, 'grant UONE in:slack/T1')).not.toContain('npx');
  });

  it('can be held beside the right to administer, whichever comes first', async () => {
    await desk.as(OPERATOR, 'grant UONE right:edit in:slack/T1');
    expect(await labels(ADMINISTRATOR, 'grant UONE')).toEqual([
      'Let them administer',
      'Take all away',
      'Everybody',
    ]);
    await desk.as(ADMINISTRATOR, 'grant UONE right:administer');
    await desk.as(OPERATOR, 'grant UTWO right:administer in:slack/T1');
    expect(await labels(OPERATOR, 'grant UTWO in:slack/T1')).toEqual([
      'Let them edit',
      'Take all away',
      'Everybody',
    ]);
    await desk.as(OPERATOR, 'grant UTWO right:edit in:slack/T1');
    for (const person of ['UONE', 'UTWO']) {
      expect(await desk.says(ADMINISTRATOR, `grant ${person}`)).toContain(
        `${person} was given the right to edit and administer in this workspace.`,
      );
    }
  });

  it('is told of as held when it is, and brings subscribing along', async () => {
    await desk.as(OPERATOR, 'grant UONE right:edit in:slack/T1');
    expect(await desk.says(ADMINISTRATOR, 'grant UONE right:edit')).toContain(
      'UONE may edit in this workspace already.',
    );
    expect(await desk.says(ADMINISTRATOR, 'grant UONE right:subscribe')).toContain(
      'UONE may subscribe in this workspace already: “edit” includes it.',
    );
  });
});

describe('taking the right to edit away', () => {
  it('is open to the administrator, who is offered no undoing of it', async () => {
    await desk.as(OPERATOR, 'grant UONE right:edit in:slack/T1');
    const taken = await desk.as(ADMINISTRATOR, 'grant UONE right:none');
    expect(taken.answered).toBe(true);
    expect(buttons(taken)).toEqual(['grant']);
    expect(await desk.services.grants.list(ADMINISTRATOR.where)).toEqual([]);
    await desk.as(OPERATOR, 'grant UONE right:edit in:slack/T1');
    expect(await desk.says(ADMINISTRATOR, 'grant UONE right:none')).toContain(LINE);
  });

  it('offers back what the administrator can give, and does not call it undoing', async () => {
    for (const right of ['subscribe', 'edit', 'administer']) {
      await desk.as(OPERATOR, `grant UONE right:${right} in:slack/T1`);
    }
    expect(await labels(ADMINISTRATOR, 'grant UONE right:none')).toEqual([
      'Let them administer again',
      'Who may do what',
    ]);
    expect((await desk.as(ADMINISTRATOR, 'grant UONE right:administer')).answered).toBe(true);
  });

  it('can be undone by an operator, each right by a button of its own', async () => {
    await desk.as(OPERATOR, 'grant UONE right:subscribe in:slack/T1');
    await desk.as(OPERATOR, 'grant UONE right:edit in:slack/T1');
    const taken = await desk.as(OPERATOR, 'grant UONE right:none in:slack/T1');
    expect(taken.card.actions[0]).toMatchObject({
      label: 'Undo',
      commandLine: 'grant UONE right:edit in:slack/T1',
    });
    await desk.as(OPERATOR, 'grant UONE right:edit in:slack/T1');
    await desk.as(OPERATOR, 'grant UONE right:administer in:slack/T1');
    expect(await labels(OPERATOR, 'grant UONE right:none in:slack/T1')).toEqual([
      'Let them edit again',
      'Let them administer again',
      'Who may do what',
    ]);
  });
});

describe('the right to edit, from the machine', () => {
  it.each([
    ['terminal', OPERATOR],
    ['console', CONSOLE],
  ])('is given from the %s, with how far it reaches', async (_where, who) => {
    const words = await desk.says(who, 'grant UREADER right:edit in:slack/T1');
    expect(words).toContain('UREADER may now edit in the Slack workspace T1.');
    expect(words).toContain('every channel of this Tocsin, those of other workspaces and servers');
    expect(await desk.services.grants.list(ADMINISTRATOR.where)).toMatchObject([
      { user: 'UREADER', right: 'edit', grantedBy: 'root' },
    ]);
  });
});

describe('the cards of grant', () => {
  it('offer only buttons that whoever sees them can press with success', async () => {
    const lines = ['grant', 'grant UONE', 'grant UONE right:subscribe', 'grant UONE right:none'];
    for (const held of [['edit'], ['subscribe', 'edit'], ['edit', 'administer']]) {
      for (const line of lines) {
        await desk.as(OPERATOR, 'grant UONE right:none in:slack/T1');
        for (const right of held) {
          await desk.as(OPERATOR, `grant UONE right:${right} in:slack/T1`);
        }
        for (const pressed of buttons(await desk.as(ADMINISTRATOR, line))) {
          expect((await desk.as(ADMINISTRATOR, pressed)).answered, `${line}: ${pressed}`).toBe(
            true,
          );
        }
      }
    }
    expect(desk.faults).toEqual([]);
  });
});
