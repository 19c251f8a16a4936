import type { WebClient } from '@slack/web-api';
import type { Clock } from '../../../shared/clock.ts';

/** Which workspaces an organisation lets Tocsin into, as Slack said a while ago. */
export interface Workspaces {
  /**
   * Whether an organisation's installation serves a workspace. Slack is asked again for one that it did
   * not name, once a minute at most.
   * @throws what Slack answers
   */
  has(organisation: string, team: string, client: WebClient): Promise<boolean>;
  /** @throws what Slack answers */
  list(organisation: string, client: WebClient): Promise<readonly string[]>;
  /** What is known without asking; empties it. */
  forget(organisation: string): readonly string[];
}

/** Milliseconds that a list is believed, and that a workspace which it lacks is believed not to be there. */
const KEEP_FOR = 600_000;
const BELIEVE_LACKING_FOR = 60_000;
/** The most that Slack gives at a time. SD auth.teams.list */
const AT_A_TIME = 1_000;

interface Listed {
  readonly teams: ReadonlySet<string>;
  readonly at: number;
}

/** `auth.teams.list` needs no scope, and may be called twenty times a minute (SD auth.teams.list). */
async function ask(client: WebClient): Promise<ReadonlySet<string>> {
  const teams = new Set<string>();
  for (let cursor: string | undefined; ; ) {
    const page = await client.auth.teams.list(
      cursor === undefined ? { limit: AT_A_TIME } : { limit: AT_A_TIME, cursor },
    );
    for (const { id } of page.teams ?? []) if (id !== undefined) teams.add(id);
    cursor = page.response_metadata?.next_cursor;
    if (!cursor) return teams;
  }
}

export function createWorkspaces(clock: Clock): Workspaces {
  const listed = new Map<string, Listed>();
  const asking = new Map<string, Promise<Listed>>();
  const now = () => clock.now().getTime();

  async function learn(organisation: string, client: WebClient): Promise<Listed> {
    try {
      const found = { teams: await ask(client), at: now() };
      listed.set(organisation, found);
      return found;
    } finally {
      asking.delete(organisation);
    }
  }

  async function fresh(organisation: string, client: WebClient): Promise<Listed> {
    const underWay = asking.get(organisation) ?? learn(organisation, client);
    asking.set(organisation, underWay);
    return await underWay;
  }

  async function known(organisation: string, client: WebClient): Promise<Listed> {
    const found = listed.get(organisation);
    if (found !== undefined && now() - found.at < KEEP_FOR) return found;
    return await fresh(organisation, client);
  }

  return {
    async has(organisation, team, client) {
      const found = await known(organisation, client);
      if (found.teams.has(team)) return true;
      if (now() - found.at < BELIEVE_LACKING_FOR) return false;
      return (await fresh(organisation, client)).teams.has(team);
    },
    async list(organisation, client) {
      return [...(await fresh(organisation, client)).teams];
    },
    forget(organisation) {
      const teams = [...(listed.get(organisation)?.teams ?? [])];
      listed.delete(organisation);
      return teams;
    },
  };
}
