import type { Interaction } from './interaction.ts';
import type { Json } from './json.ts';
import { deleteMessage } from './posting.ts';
import type { Message } from './screen.ts';
import type { Channel, Team } from './team.ts';
import type { World } from './world.ts';

type Tell = (team: Team, event: Json & { readonly type: string }) => Interaction;

/** What the app hears of an act; undefined where Slack does not tell it. */
export type Told = Interaction | undefined;

function somebody({ users: [user] }: Team): string {
  return user?.id ?? 'USLACKBOT';
}

/** Events of private channels have names of their own. */
function named({ isPrivate }: Channel, what: string): string {
  return `${isPrivate ? 'group' : 'channel'}_${what}`;
}

/** What people and admins do to channels and messages. */
export class Admin {
  readonly #world: World;
  readonly #tell: Tell;

  constructor(world: World, tell: Tell) {
    this.#world = world;
    this.#tell = tell;
  }

  archive(team: Team, channel: Channel): Told {
    channel.isArchived = true;
    const who = { user: somebody(team), is_moved: 0 };
    return this.#of(team, channel, {
      type: named(channel, 'archive'),
      channel: channel.id,
      ...who,
    });
  }

  unarchive(team: Team, channel: Channel): Told {
    channel.isArchived = false;
    const who = channel.isPrivate ? { actor_id: somebody(team) } : { user: somebody(team) };
    const type = named(channel, 'unarchive');
    return this.#of(team, channel, { type, channel: channel.id, ...who });
  }

  deleteChannel(team: Team, channel: Channel): Told {
    team.removeChannel(channel);
    const type = named(channel, 'deleted');
    return this.#of(team, channel, { type, channel: channel.id, actor_id: somebody(team) });
  }

  rename(team: Team, channel: Channel, name: string): Told {
    channel.name = name;
    const about = {
      id: channel.id,
      name,
      name_normalized: name,
      created: 1_700_000_000,
      is_channel: !channel.isPrivate,
      is_mpim: false,
    };
    return this.#of(team, channel, { type: named(channel, 'rename'), channel: about });
  }

  /** Takes the app out. Slack tells it as one that left, or as a member who did. */
  kick(team: Team, channel: Channel, as: 'left' | 'member_left' = 'left'): Told {
    const event =
      as === 'left'
        ? { type: named(channel, 'left'), channel: channel.id, actor_id: somebody(team) }
        : this.#member(team, channel, 'member_left_channel');
    const told = this.#of(team, channel, event);
    channel.botIsMember = false;
    return told;
  }

  invite(team: Team, channel: Channel): Told {
    channel.botIsMember = true;
    const event = this.#member(team, channel, 'member_joined_channel');
    return this.#of(team, channel, { ...event, inviter: somebody(team) });
  }

  /** Gives a channel another id, under which it goes on with its messages. */
  move(team: Team, channel: Channel): { readonly moved: Channel; readonly told: Told } {
    const { id: old, ...rest } = channel;
    team.removeChannel(channel);
    const moved = team.addChannel(rest);
    this.#world.screen.move(old, moved.id);
    const event = { type: 'channel_id_changed', old_channel_id: old, new_channel_id: moved.id };
    return { moved, told: this.#of(team, moved, event) };
  }

  /** An admin deletes what somebody wrote; the app is not told. */
  deleteMessage(message: Pick<Message, 'channel' | 'ts'>): void {
    deleteMessage(this.#world, this.#found(message));
  }

  /** From now on the workspace's settings let nobody change the message. */
  closeEditing(message: Pick<Message, 'channel' | 'ts'>): void {
    this.#found(message).isFixed = true;
  }

  #found({ channel, ts }: Pick<Message, 'channel' | 'ts'>): Message {
    const message = this.#world.screen.find(channel, ts);
    if (!message) throw new Error(`no message ${ts} in ${channel}`);
    return message;
  }

  #member(team: Team, { id, isPrivate }: Channel, type: string) {
    const channel_type = isPrivate ? 'G' : 'C';
    return { type, user: team.botUserId, channel: id, channel_type, team: team.id };
  }

  /** Of private channels only members hear; of either kind only with its scope, but for a new id. */
  #of(team: Team, channel: Channel, event: Json & { readonly type: string }): Told {
    const { isPrivate, botIsMember } = channel;
    const scope = isPrivate ? 'groups:read' : 'channels:read';
    const isAllowed = event.type === 'channel_id_changed' || team.scopes.includes(scope);
    const isHeard = isAllowed && (botIsMember || !isPrivate);
    if (!isHeard || !this.#world.registration.hears(event.type)) return undefined;
    return this.#tell(team, event);
  }
}
