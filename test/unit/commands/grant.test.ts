import { beforeEach, describe, expect, it } from 'vitest';
import {
  ADMINISTRATOR,
  buttons,
  type Desk,
  GUILD,
  NEIGHBOUR,
  OPERATOR,
  openDesk,
  READER,
} from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

describe('grant', () => {
  it('gives a right at once, says what it allows, and can be undone', async () => {
    expect((await desk.as(READER, 'channel')).answered).toBe(false);
    const given = await desk.as(ADMINISTRATOR, 'grant <@UREADER|reader> right:administer');
    expect(given).toMatchObject({
      answered: true,
      commandLine: 'grant UREADER right:administer',
      visibility: 'asker',
    });
    expect(buttons(given)).toEqual(['grant UREADER right:none', 'grant']);
    expect((await desk.as(READER, 'channel')).answered).toBe(true);
    const [undo = ''] = buttons(given);
    const taken = await desk.as(ADMINISTRATOR, undo);
    expect((await desk.as(READER, 'channel')).answered).toBe(false);
    const [again = ''] = buttons(taken);
    expect(again).toBe('grant UREADER right:administer');
    await desk.as(ADMINISTRATOR, again);
    expect((await desk.as(READER, 'channel')).answered).toBe(true);
  });

  it('changes nothing that is so already, and says why', async () => {
    expect(await desk.says(ADMINISTRATOR, 'grant UREADER right:none')).toContain(
      'UREADER has been given no right in this workspace.',
    );
    await desk.as(ADMINISTRATOR, 'grant UREADER right:subscribe');
    await desk.as(ADMINISTRATOR, 'grant UREADER right:administer');
    for (const right of ['subscribe', 'administer']) {
      expect(await desk.says(ADMINISTRATOR, `grant UREADER right:${right}`)).toContain(
        `UREADER may ${right} in this workspace already.`,
      );
    }
    await desk.as(ADMINISTRATOR, 'grant UONE right:administer');
    expect(await desk.says(ADMINISTRATOR, 'grant UONE right:subscribe')).toContain(
      'UONE may subscribe in this workspace already: “administer” includes it.',
    );
  });

  it('is not handed to an administrator to press by somebody who only asks', async () => {
    const line = 'grant UREADER right:administer';
    const slip = await desk.as(READER, 'grnt UREADER right:administer');
    expect(slip.answered).toBe(false);
    expect(buttons(slip)).not.toContain(line);
    expect(await desk.says(READER, 'grnt UREADER right:administer')).toContain(
      `Did you mean: /tocsin ${line}`,
    );
    expect(buttons(await desk.as(READER, 'statz'))).toContain('stats');
  });

  it('lists who may what, newest first, and what one person may', async () => {
    expect(await desk.says(ADMINISTRATOR, 'grant')).toContain(
      'Nobody has been given a right in this workspace.',
    );
    await desk.as(ADMINISTRATOR, 'grant UONE right:subscribe');
    await desk.as(ADMINISTRATOR, 'grant UTWO right:administer');
    expect(await desk.says(ADMINISTRATOR, 'grant')).toMatch(
      /2 rights given in this workspace.*UTWO administer UADMIN.*UONE subscribe UADMIN/,
    );
    const one = await desk.as(ADMINISTRATOR, 'grant <@UONE>');
    expect(buttons(one)).toEqual(['grant UONE right:administer', 'grant UONE right:none', 'grant']);
    expect(await desk.says(ADMINISTRATOR, 'grant UONE')).toContain(
      'UONE was given the right to subscribe in this workspace.',
    );
    const two = await desk.as(ADMINISTRATOR, 'grant UTWO');
    expect(buttons(two)).toEqual(['grant UTWO right:none', 'grant']);
  });

  it('warns when nobody is left who may administer', async () => {
    await desk.as(ADMINISTRATOR, 'grant UONE right:administer');
    await desk.as(ADMINISTRATOR, 'grant UTWO right:administer');
    const warning = 'Nobody is left here who may administer.';
    expect(await desk.says(ADMINISTRATOR, 'grant UONE right:none')).not.toContain(warning);
    expect(await desk.says(ADMINISTRATOR, 'grant UTWO right:none')).toContain(
      `${warning} Give it back, or have`,
    );
  });

  it('offers no button that somebody who gave up administering could not press', async () => {
    await desk.as(ADMINISTRATOR, 'grant UREADER right:administer');
    const given = await desk.as(READER, 'grant UREADER right:none');
    expect(given.answered).toBe(true);
    expect(buttons(given)).toEqual([]);
    await desk.as(ADMINISTRATOR, 'grant UREADER right:administer');
    expect(await desk.says(READER, 'grant UREADER right:none')).toContain(
      'Nobody is left here who may administer. Have whoever runs Tocsin name somebody',
    );
  });

  it.each([
    ['grant @reader right:subscribe', 'type @ and choose the name'],
    ['grant reader', 'type @ and choose the name'],
    ['grant 1001 right:subscribe', '“1001” is no id of a person on Slack.'],
    ['grant right:subscribe', 'Nobody is named whom the right is for.'],
    ['grant UREADER right:ask', 'It takes one of: subscribe, edit, administer, none.'],
  ])('refuses %s and says what to type', async (line, words) => {
    expect((await desk.as(ADMINISTRATOR, line)).answered).toBe(false);
    expect(await desk.says(ADMINISTRATOR, line)).toContain(words);
    expect(await desk.services.grants.list(ADMINISTRATOR.where)).toEqual([]);
  });

  it('tells somebody without the right who can help, with the exact lines', async () => {
    const words = await desk.says(READER, 'grant UREADER right:administer');
    expect(words).toContain('grant is for administrators.');
    expect(words).toContain('/tocsin grant UREADER right:administer');
    expect(words).toContain('npx tocsin ask "grant UREADER right:administer in:slack/T1"');
    await desk.as(OPERATOR, 'grant UREADER right:administer in:slack/T1');
    expect((await desk.as(READER, 'grant UONE right:subscribe')).answered).toBe(true);
  });

  it('tells whoever came by a link to type it', async () => {
    const link = {
      ...READER,
      where: { platform: 'console', tenant: 'local', channel: 'newsroom' },
    } as const;
    const words = await desk.says(link, 'grant');
    expect(words).toContain('A line that comes by a link may only ask.');
    expect(words).not.toContain('npx');
  });

  it('keeps tenants apart', async () => {
    await desk.as(ADMINISTRATOR, 'grant UREADER right:administer');
    expect(await desk.says(NEIGHBOUR, 'grant')).toContain('Nobody has been given a right');
    expect(await desk.says(NEIGHBOUR, 'grant UREADER right:none')).toContain('no right');
    for (const line of ['grant in:slack/T1', 'grant UREADER right:none in:slack/T1']) {
      expect((await desk.as(NEIGHBOUR, line)).answered).toBe(false);
      expect(await desk.says(NEIGHBOUR, line)).toContain('is not reached from here');
    }
    expect((await desk.as(READER, 'grant')).answered).toBe(true);
  });

  it('takes ids of the platform that the tenant is on', async () => {
    expect((await desk.as(GUILD, 'grant <@!1002> right:administer')).answered).toBe(true);
    expect(await desk.says(GUILD, 'grant')).toContain('1 right given in this server');
    expect((await desk.as(GUILD, 'grant UREADER right:subscribe')).answered).toBe(false);
    expect((await desk.as(OPERATOR, 'grant U1 right:edit in:discord/9001')).answered).toBe(false);
    for (const place of ['slack/C1', 'slack/9001', 'discord/T1']) {
      const words = await desk.says(OPERATOR, `grant UREADER right:edit in:${place}`);
      expect(words).toContain('names no place');
    }
  });
});

describe('grant, for operators', () => {
  it('reaches the tenant named, and its buttons stay there', async () => {
    const given = await desk.as(OPERATOR, 'grant UREADER right:edit in:slack/T1');
    expect(buttons(given)).toEqual(['grant UREADER right:none in:slack/T1', 'grant in:slack/T1']);
    expect(await desk.says(OPERATOR, 'grant in:slack/T1')).toMatch(
      /1 right given in the Slack workspace T1.*UREADER edit root/,
    );
    for (const line of buttons(given)) expect((await desk.as(OPERATOR, line)).answered).toBe(true);
  });

  it('says that nothing is given at this machine, and what to name', async () => {
    expect(await desk.says(OPERATOR, 'grant')).toContain(
      'Whoever sits at this machine may do everything.',
    );
    expect((await desk.as(OPERATOR, 'grant UREADER right:edit')).answered).toBe(false);
  });
});
