import { expect, it } from 'vitest';
import { readSource } from '../../../../src/platform/slack/source.ts';

const command = {
  command: '/tocsin',
  team_id: 'T1',
  user_id: 'U1',
  user_name: 'alice',
  trigger_id: '1.2.3',
  is_enterprise_install: 'false',
};

it('reads a command', () => {
  expect(readSource(command)).toEqual({
    kind: 'command',
    type: 'command',
    teams: ['T1'],
    enterprise: undefined,
    isOrgInstall: false,
    user: { id: 'U1', name: 'alice', team: 'T1' },
    key: 'trigger:1.2.3',
  });
  const org = { ...command, is_enterprise_install: 'true', enterprise_id: 'E1' };
  expect(readSource(org)).toMatchObject({ isOrgInstall: true, enterprise: 'E1' });
});

it('reads an event as of the workspace it was delivered for', () => {
  const shared = {
    type: 'event_callback',
    event_id: 'Ev1',
    team_id: 'T2',
    context_team_id: 'T1',
    authorizations: [{ team_id: 'T1', enterprise_id: null, is_enterprise_install: false }],
    event: { type: 'app_mention', user: 'U9', user_team: 'T2', text: 'hello' },
  };
  expect(readSource(shared)).toMatchObject({
    kind: 'event',
    type: 'app_mention',
    teams: ['T1', 'T2'],
    user: { id: 'U9', team: 'T2' },
    key: 'event:Ev1',
  });
});

it('reads a press of an organisation-wide installation, where no team is given', () => {
  const press = {
    type: 'block_actions',
    team: null,
    enterprise: { id: 'E1' },
    is_enterprise_install: true,
    user: { id: 'U1', username: 'alice', team_id: 'T1' },
    trigger_id: '1.2.3',
    actions: [],
  };
  expect(readSource(press)).toMatchObject({ teams: ['T1'], enterprise: 'E1', isOrgInstall: true });
});

it('reads a form of somebody in another organisation as of the workspace of the app', () => {
  const sent = {
    type: 'view_submission',
    team: { id: 'T2' },
    user: { id: 'U9', team_id: 'T2' },
    view: { app_installed_team_id: 'T1' },
  };
  expect(readSource(sent)).toMatchObject({ teams: ['T1', 'T2'], key: undefined });
});

it('reads a form of an organisation-wide installation as of the workspace it is filled in in', () => {
  const sent = {
    type: 'view_submission',
    team: null,
    enterprise: { id: 'E1' },
    is_enterprise_install: true,
    user: { id: 'U1', team_id: 'T1' },
    view: { app_installed_team_id: 'E1' },
  };
  expect(readSource(sent)).toMatchObject({ teams: ['T1'], enterprise: 'E1' });
});

it.each([
  [{}],
  [{ command: '/tocsin' }],
  [{ type: 'event_callback', event: 'odd' }],
  [{ type: 'dialog_submission', user: { id: 'U1' } }],
  [{ type: 'block_actions', user: null }],
])('reads nothing out of %j', (body) => {
  expect(readSource(body)).toBeUndefined();
});
