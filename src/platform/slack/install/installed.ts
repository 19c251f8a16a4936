import type { Tenant } from '../../../command/access.ts';
import type { Source } from '../source.ts';

/** Tocsin as it is installed where a request came from. */
export interface Installed {
  /** What the installation is kept under: an organisation where it is for all its workspaces. */
  readonly tenant: Tenant;
  /** The workspace somebody acts in: channels, rights and long buttons belong to it. */
  readonly team: string;
  /** Of the organisation that Tocsin is installed in as a whole. */
  readonly enterprise: string | undefined;
  readonly botUserId: string;
  /** Id of whoever installed Tocsin; undefined where the token is in the environment. */
  readonly installer: string | undefined;
  /** What the installation may do. */
  readonly scopes: ReadonlySet<string>;
  /**
   * The bot token, fresh for two hours at least where tokens are rotated.
   * @throws what Slack or the store answers when it cannot be had
   */
  token(): Promise<string>;
  /** Slack no longer takes the token: what is kept is read again before the next call. */
  refused(): void;
}

/** Where Tocsin is installed. */
export interface Installs {
  /**
   * @returns undefined when Tocsin is not installed there
   * @throws when that cannot be found out now
   */
  find(source: Source): Promise<Installed | undefined>;
  /**
   * What lets Tocsin post in a workspace: its own installation, or its organisation's.
   * @returns undefined when Tocsin is not installed there
   * @throws when that cannot be found out now
   */
  serving(team: string): Promise<Installed | undefined>;
  /**
   * The workspaces that an installation serves.
   * @throws what Slack answers
   */
  workspaces(installed: Installed): Promise<readonly string[]>;
}
/** A workspace or organisation as the house knows it. */
export function slackTenant(id: string): Tenant {
  return { platform: 'slack', tenant: id };
}
