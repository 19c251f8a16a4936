import { z } from 'zod';

/** Who asks, and from where, as Slack's signed request says. */
export interface Source {
  readonly kind: 'command' | 'event' | 'interaction';
  /** Of an event or interaction, as Slack names it; `command` for a command. */
  readonly type: string;
  /**
   * Workspaces that it may belong to, the likeliest first. There are several when somebody from another
   * organisation acts in a shared channel.
   */
  readonly teams: readonly string[];
  readonly enterprise: string | undefined;
  /** Whether it comes by way of an installation for a whole organisation. */
  readonly isOrgInstall: boolean;
  /** Undefined where nobody acted. `team` is the person's own workspace, if Slack says. */
  readonly user: Person | undefined;
  /** The same when the request is delivered again; undefined for what may be answered any number of times. */
  readonly key: string | undefined;
}

export interface Person {
  readonly id: string;
  readonly name: string | undefined;
  readonly team: string | undefined;
}

const id = z.string().min(1);
const maybe = id
  .nullish()
  .transform((value) => value ?? undefined)
  .catch(undefined);
const withId = z.object({ id }).nullish().catch(undefined);

const command = z.object({
  command: z.string(),
  team_id: id,
  enterprise_id: maybe,
  is_enterprise_install: z.union([z.boolean(), z.stringbool()]).catch(false),
  user_id: id,
  user_name: maybe,
  trigger_id: id,
});

const authorization = z.object({
  team_id: maybe,
  enterprise_id: maybe,
  is_enterprise_install: z.boolean().catch(false),
});

const event = z.object({
  type: z.literal('event_callback'),
  event_id: id,
  team_id: maybe,
  enterprise_id: maybe,
  context_team_id: maybe,
  authorizations: z.array(authorization).catch([]),
  event: z.object({ type: id, user: maybe, user_team: maybe, team: maybe }),
});

const interaction = z.object({
  type: z.enum([
    'block_actions',
    'block_suggestion',
    'message_action',
    'shortcut',
    'view_submission',
  ]),
  team: withId,
  enterprise: withId,
  is_enterprise_install: z.boolean().catch(false),
  user: z.object({ id, name: maybe, username: maybe, team_id: maybe }),
  trigger_id: maybe,
  message: z.object({ team: maybe }).nullish().catch(undefined),
  view: z.object({ app_installed_team_id: maybe }).nullish().catch(undefined),
});

/** Ids of organisations begin with E, those of workspaces with T (SD enterprise). */
export function isOrganisation(id: string): boolean {
  return id.startsWith('E');
}

/**
 * The workspaces among the ids. A form of an installation for a whole organisation names the organisation
 * first: that is no place where anybody acts, and its workspaces are walled off from each other.
 */
function distinct(ids: readonly (string | null | undefined)[]): string[] {
  const teams = [...new Set(ids.filter((id) => typeof id === 'string'))];
  const workspaces = teams.filter((id) => !isOrganisation(id));
  return workspaces.length === 0 ? teams : workspaces;
}

function fromCommand(body: z.infer<typeof command>): Source {
  return {
    kind: 'command',
    type: 'command',
    teams: [body.team_id],
    enterprise: body.enterprise_id,
    isOrgInstall: body.is_enterprise_install,
    user: { id: body.user_id, name: body.user_name, team: body.team_id },
    key: `trigger:${body.trigger_id}`,
  };
}

function fromEvent(body: z.infer<typeof event>): Source {
  const [authorized] = body.authorizations;
  const { type, user, user_team, team } = body.event;
  return {
    kind: 'event',
    type,
    teams: distinct([body.context_team_id, authorized?.team_id, body.team_id]),
    enterprise: authorized?.enterprise_id ?? body.enterprise_id,
    isOrgInstall: authorized?.is_enterprise_install ?? false,
    user: user === undefined ? undefined : { id: user, name: undefined, team: user_team ?? team },
    key: `event:${body.event_id}`,
  };
}

function fromInteraction(body: z.infer<typeof interaction>): Source {
  const { type, user, trigger_id, view, message, team, enterprise } = body;
  return {
    kind: 'interaction',
    type,
    teams: distinct([view?.app_installed_team_id, team?.id, message?.team, user.team_id]),
    enterprise: enterprise?.id,
    isOrgInstall: body.is_enterprise_install,
    user: { id: user.id, name: user.username ?? user.name, team: user.team_id },
    key: trigger_id === undefined ? undefined : `trigger:${trigger_id}`,
  };
}

/**
 * Reads what every request of Slack's says about itself; undefined for what Tocsin did not ask for.
 * The workspaces of an event are those it was delivered for (`context_team_id`); its channel may
 * belong to another organisation (SD slack-connect).
 */
export function readSource(body: Readonly<Record<string, unknown>>): Source | undefined {
  if (body.command !== undefined) {
    const read = command.safeParse(body);
    return read.success ? fromCommand(read.data) : undefined;
  }
  if (body.type === 'event_callback') {
    const read = event.safeParse(body);
    return read.success ? fromEvent(read.data) : undefined;
  }
  const read = interaction.safeParse(body);
  return read.success ? fromInteraction(read.data) : undefined;
}
