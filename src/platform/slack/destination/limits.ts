import type { Pace } from '../../../delivery/destination.ts';
import type { Place } from '../../../domain/place.ts';

/** Milliseconds. */
const SECOND = 1_000;
const MINUTE = 60_000;

/**
 * Added to each span, in milliseconds: a call leaves a little after its place was taken, so two of them
 * arrive closer together than they were reserved.
 */
const JITTER = { second: 250, minute: 1_500 };

/** Posts to a channel in a second. SD chat.postMessage */
const CHANNEL_POSTS = 1;
/**
 * Posts to a workspace in a minute. own: Slack says "several hundred" and no number (SD rate-limits);
 * answers to people count as well, and do not wait for a place.
 */
const WORKSPACE_POSTS = 300;
/** Edits in a workspace in a minute, and looks at a channel: tier 3. SD rate-limits */
const TIER_3 = 50;

/**
 * A channel that was posted to a moment ago is free again within a second or two; a longer wait is the
 * workspace's. Slack's answer does not say whose limit it was.
 */
const CHANNELS_WAIT = 2 * SECOND;

function channelPosts({ tenant, channel }: Place): Pace {
  return {
    key: `slack:${tenant}:${channel}:post`,
    most: CHANNEL_POSTS,
    span: SECOND + JITTER.second,
  };
}

function aMinute(tenant: string, method: string, most: number): Pace {
  return { key: `slack:${tenant}:${method}`, most, span: MINUTE + JITTER.minute };
}

/** The limits that an act counts against; limits of methods are a workspace's (SD rate-limits). */
export function pacesOf(act: 'post' | 'edit' | 'find', place: Place): readonly Pace[] {
  const { tenant } = place;
  switch (act) {
    case 'post':
      return [channelPosts(place), aMinute(tenant, 'chat.postMessage', WORKSPACE_POSTS)];
    case 'edit':
      return [aMinute(tenant, 'chat.update', TIER_3)];
    case 'find':
      return [aMinute(tenant, 'conversations.history', TIER_3)];
  }
}

/**
 * The limit that was passed when Slack asked to wait.
 * @param after milliseconds that it asked for
 */
export function limitPassed(
  act: 'post' | 'edit' | 'find',
  place: Place,
  after: number,
): string | undefined {
  const [first, workspace] = pacesOf(act, place);
  return after > CHANNELS_WAIT ? (workspace ?? first)?.key : first?.key;
}
