import { beforeEach, describe, expect, it } from 'vitest';
import {
  ADMINISTRATOR,
  buttons,
  type Desk,
  NEIGHBOUR,
  OPERATOR,
  openDesk,
  READER,
} from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

describe('audit', () => {
  it('says who did what, where, and what came of it, newest first', async () => {
    await desk.as(ADMINISTRATOR, 'grant UONE right:subscribe');
    await desk.as(READER, 'grant UREADER right:administer');
    await desk.as(ADMINISTRATOR, 'grant UTWO right:edit');
    const words = await desk.says(ADMINISTRATOR, 'audit');
    expect(words).toContain('3 acts in this workspace, newest first');
    const rows = words.slice(words.indexOf('Outcome'));
    expect(rows).toMatch(/grant UTWO.*refused.*UREADER.*refused.*UADMIN.*grant UONE.*done/);
    expect(rows).toContain('Name of UADMIN');
    expect(rows).toContain('C1');
  });

  it('pages, and each page is itself an act', async () => {
    for (let act = 0; act < 20; act += 1) await desk.as(ADMINISTRATOR, 'channel');
    const first = await desk.as(ADMINISTRATOR, 'audit');
    expect(buttons(first)).toEqual(['audit skip:12']);
    expect(await desk.says(ADMINISTRATOR, 'audit skip:12')).toContain(
      '21 acts in this workspace, 13 to 21 shown, newest first',
    );
    expect(buttons(await desk.as(ADMINISTRATOR, 'audit skip:12'))).toEqual(['audit skip:0']);
    const past = await desk.says(ADMINISTRATOR, 'audit skip:500');
    expect(past).toContain('Only 23 acts are recorded in this workspace.');
  });

  it('is of this tenant only', async () => {
    await desk.as(ADMINISTRATOR, 'grant UONE right:subscribe');
    expect(await desk.says(NEIGHBOUR, 'audit')).toContain('Nothing has been done');
    expect((await desk.as(NEIGHBOUR, 'audit in:slack/T1')).answered).toBe(false);
    expect((await desk.as(READER, 'audit')).answered).toBe(false);
  });

  it('tells a tenant what operators did there', async () => {
    await desk.as(OPERATOR, 'grant UONE right:administer in:slack/T1');
    expect(await desk.says(ADMINISTRATOR, 'audit')).toMatch(
      /Name of root grant UONE no channel done.*root right:administer in:slack\/T1/,
    );
    const words = await desk.says(OPERATOR, 'audit in:slack/T1');
    expect(words).toContain('2 acts in the Slack workspace T1');
    expect(await desk.says(OPERATOR, 'audit')).toContain('Nothing has been done at this machine');
  });

  it('tells what a platform did', async () => {
    const { audit } = desk.services;
    await audit.record({
      platform: 'slack',
      tenant: 'T1',
      channel: '',
      at: new Date('2026-11-22T12:00:00Z'),
      user: 'UONE',
      userName: 'UONE',
      act: 'install',
      detail: 'Example Newsroom',
      outcome: 'done',
    });
    expect(await desk.says(ADMINISTRATOR, 'audit')).toMatch(/UONE install: Example.*Newsroom/);
  });
});
