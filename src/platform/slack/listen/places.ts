import type { ChannelChange } from '../../../disclosure/subscriptions.ts';
import type { House } from '../../../interaction/house.ts';
import { slackTenant } from '../install/installed.ts';
import type { OAuthInstalls } from '../install/oauth-installs.ts';
import type { Arrival } from '../receive/arrival.ts';
import { PLACE_WORDS } from '../wording.ts';
import type { SlackApp } from './types.ts';

const OPEN = { is: 'open' } as const;
const ARCHIVED = { is: 'archived', reason: PLACE_WORDS.archived } as const;
const DELETED = { is: 'deleted', reason: PLACE_WORDS.deleted } as const;
const TAKEN_OUT = { is: 'no-access', reason: PLACE_WORDS.takenOut } as const;

/**
 * Hears what becomes of channels and workspaces, so that what follows there rests, wakes or goes along.
 * Where the app may not hear of it (`scopes.ts`), the next post shows it. Whoever takes Tocsin out of a
 * public channel wants it silent there, even where it could post without being a member.
 * @param installs absent where the token is in the environment
 */
export function hearPlaces(app: SlackApp, house: House, installs: OAuthInstalls | undefined): void {
  const { places, log } = house;

  async function carryOut(arrival: Arrival, run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      log.warn({ err: error }, 'a change of a channel could not be kept; tried again');
      arrival.leave();
    }
  }

  async function change(arrival: Arrival, channel: string, what: ChannelChange): Promise<void> {
    const place = { ...slackTenant(arrival.installed.team), channel };
    await carryOut(arrival, () => places.changed(place, what));
  }

  for (const type of ['channel_archive', 'group_archive'] as const) {
    app.event(type, async ({ event, context }) => {
      // One that goes to another workspace is not archived (T is_moved).
      if (!event.is_moved) await change(context.arrival, event.channel, ARCHIVED);
    });
  }
  for (const type of ['channel_unarchive', 'group_unarchive'] as const) {
    app.event(type, ({ event, context }) => change(context.arrival, event.channel, OPEN));
  }
  for (const type of ['channel_deleted', 'group_deleted'] as const) {
    app.event(type, ({ event, context }) => change(context.arrival, event.channel, DELETED));
  }
  for (const type of ['channel_left', 'group_left', 'member_left_channel'] as const) {
    app.event(type, ({ event, context }) => change(context.arrival, event.channel, TAKEN_OUT));
  }
  for (const type of ['channel_rename', 'group_rename'] as const) {
    app.event(type, ({ event: { channel }, context }) =>
      change(context.arrival, channel.id, { is: 'renamed', name: channel.name }),
    );
  }
  app.event('member_joined_channel', ({ event, context }) =>
    change(context.arrival, event.channel, OPEN),
  );
  app.event('channel_id_changed', ({ event, context }) =>
    change(context.arrival, event.old_channel_id, { is: 'moved', channel: event.new_channel_id }),
  );

  async function changeTeams(
    arrival: Arrival,
    teams: readonly string[],
    tell: (team: string) => Promise<void>,
  ): Promise<void> {
    installs?.forget(arrival.installed.tenant.tenant);
    await carryOut(arrival, async () => {
      for (const team of teams) await tell(team);
    });
  }
  app.event('team_access_revoked', ({ event, context }) =>
    changeTeams(context.arrival, event.team_ids, (team) => places.left(slackTenant(team))),
  );
  app.event('team_access_granted', ({ event, context }) =>
    changeTeams(context.arrival, event.team_ids, (team) => places.returned(slackTenant(team))),
  );
}
