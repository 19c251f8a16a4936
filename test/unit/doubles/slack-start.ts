import { type Logger, LogLevel, WebClient } from '@slack/web-api';

import { expect, onTestFinished } from 'vitest';
import type { SlackDoubleOptions } from '../../doubles/slack/options.ts';
import { type SlackDouble, startSlackDouble } from '../../doubles/slack/server.ts';

/** The SDK's own words on what the double refuses, unsaid: the tests provoke them. */
export const quiet: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => LogLevel.ERROR,
  setName: () => undefined,
};

export const plain = (text: string) => ({ type: 'plain_text', text }) as const;
export const section = (text: string) => ({ type: 'section', text: plain(text) }) as const;

/** Where nobody listens: the app never hears of what is sent there. */
export const nowhere = { via: { url: 'http://127.0.0.1:9/' } };

/** A double without house rules, and Slack's own client for its first team. */
export async function start(options: SlackDoubleOptions = {}) {
  const slack = await startSlackDouble({ checkMessage: () => [], ...options });
  onTestFinished(() => slack[Symbol.asyncDispose]());
  const team = slack.teams[0]!;
  const channel = team.channels[0]!;
  const connect = (token: string) =>
    new WebClient(token, {
      slackApiUrl: slack.apiUrl,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: quiet,
    });
  const alice = slack.as({ team });
  return {
    slack,
    team,
    channel,
    id: channel.id,
    alice,
    connect,
    web: connect(team.grant ? team.botToken : ''),
  };
}

/** An error of the SDK for an answer of `ok: false`. */
export function failure(error: string, more: object = {}): unknown {
  return expect.objectContaining({ data: expect.objectContaining({ error, ...more }) });
}

/** The violations so far, in words; they are noted no more. */
export function reasons(slack: SlackDouble): string[] {
  return slack.takeViolations().map(({ where, reason }) => `${where} ${reason}`);
}
