import type { House } from '../../interaction/house.ts';
import type { Pace } from './pace.ts';

/** A value that never prints. */
export interface SecretText {
  reveal(): string;
}

/** How Slack is reached, and how it reaches Tocsin. */
export interface SlackConfigLike {
  readonly transport: 'socket' | 'http';
  /** Slack's own when absent. */
  readonly apiUrl: string | undefined;
  /** Set when Tocsin can be installed in several workspaces. */
  readonly clientId: string | undefined;
  /** Who may subscribe a channel without being granted it. */
  readonly subscribers: 'members' | 'admins';
}

export interface SlackSecretsLike {
  readonly botToken: SecretText | undefined;
  readonly appToken: SecretText | undefined;
  readonly signingSecret: SecretText | undefined;
  readonly clientSecret: SecretText | undefined;
}

export interface SlackOptions {
  readonly config: SlackConfigLike;
  readonly secrets: SlackSecretsLike;
  readonly house: House;
  /** How long things may take; tests make some of it shorter. */
  readonly pace?: Partial<Pace>;
}

const SLACK_API = 'https://slack.com/api/';

/** The address of Slack's API, with a slash at its end. */
export function apiUrlOf({ apiUrl = SLACK_API }: Pick<SlackConfigLike, 'apiUrl'>): string {
  return apiUrl.endsWith('/') ? apiUrl : `${apiUrl}/`;
}
