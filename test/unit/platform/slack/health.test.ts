import { expect, it } from 'vitest';
import { type HealthFacts, healthOf } from '../../../../src/platform/slack/health.ts';

const sockets = {
  open: 2,
  wanted: 2,
  since: new Date('2026-11-25T18:02:00Z'),
  trouble: undefined,
  isHopeless: false,
};
const identity = {
  team: 'T1',
  teamName: 'Example',
  enterprise: undefined,
  isOrg: false,
  botUserId: 'U0BOT',
  scopes: new Set<string>(),
};
const well: HealthFacts = {
  isStarted: true,
  sockets,
  identity,
  identityTrouble: undefined,
  refused: new Map(),
  lastAt: undefined,
};

it.each<[string, Partial<HealthFacts>, string, string]>([
  [
    'all is well',
    {},
    'ok',
    'Connected since 2026-11-25 18:02 UTC, by 2 sockets; workspace Example.',
  ],
  ['it is not started', { isStarted: false }, 'off', 'Not started.'],
  [
    'one socket is missing',
    { sockets: { ...sockets, open: 1, trouble: '503' } },
    'warning',
    'Connected since 2026-11-25 18:02 UTC, by 1 of 2 sockets: 503; workspace Example.',
  ],
  [
    'no socket is open',
    { sockets: { ...sockets, open: 0, trouble: 'invalid_auth', isHopeless: true } },
    'failing',
    'No socket is open: invalid_auth; look at SLACK_APP_TOKEN and Socket Mode of the Slack app.',
  ],
  [
    'a token is refused',
    { refused: new Map([['T1', 'token_revoked']]) },
    'failing',
    'The bot token is refused: token_revoked. Install Tocsin again.',
  ],
  [
    'those of others are refused, without saying whose',
    {
      identity: undefined,
      refused: new Map([
        ['T1', 'token_revoked'],
        ['T2', 'token_revoked'],
      ]),
    },
    'failing',
    'The token of 2 workspaces is refused; the log says of which. Install Tocsin there again.',
  ],
  [
    'Slack was not asked yet',
    { identity: 'unknown', identityTrouble: 'not reached' },
    'failing',
    'Slack has not said whose the bot token is: not reached.',
  ],
  [
    'people install it, and Slack calls by HTTP',
    { sockets: undefined, identity: undefined, lastAt: new Date('2026-11-25T18:03:00Z') },
    'ok',
    'Listens at /slack/events; last request 2026-11-25 18:03 UTC; several workspaces.',
  ],
])('says when %s', (_name, facts, state, detail) => {
  expect(healthOf({ ...well, ...facts })).toEqual({ part: 'Slack', state, detail });
});
