import type { Act, Reach } from '../disclosure/desk.ts';
import { count, listInWords } from './words.ts';

const PLATFORMS: Readonly<Record<string, string>> = {
  slack: 'Slack',
  discord: 'Discord',
  console: 'the console',
  cli: 'the terminal',
};

/** A platform as people call it. */
export function platformName(platform: string): string {
  return PLATFORMS[platform] ?? platform;
}

/** How many channels get something that have not had it. */
function channelsReached({ posts }: Reach): number {
  return Object.values(posts).reduce((sum, { now, digest }) => sum + now + digest, 0);
}

/** "12 in Slack, 3 of them by digest". */
function onPlatform(platform: string, { now, digest }: Reach['posts'][string]): string {
  const where = `${(now + digest).toLocaleString('en-GB')} in ${platformName(platform)}`;
  if (digest === 0) return where;
  return now === 0
    ? `${where} by digest`
    : `${where}, ${digest.toLocaleString('en-GB')} of them by digest`;
}

function byPlatform({ posts }: Reach): string {
  const order = Object.keys(PLATFORMS);
  const some = Object.entries(posts)
    .filter(([, { now, digest }]) => now + digest > 0)
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const parts = some.map(([platform, number]) => onPlatform(platform, number));
  // Parts that hold commas are told apart by semicolons.
  return parts.some((part) => part.includes(',')) ? parts.join('; ') : listInWords(parts);
}

/** "2 channels: 1 in Slack and 1 in Discord"; "2 channels in Slack" where all are on one platform. */
function newPosts(reach: Reach): string {
  const channels = channelsReached(reach);
  const some = Object.entries(reach.posts).filter(([, { now, digest }]) => now + digest > 0);
  const [only] = some;
  if (only === undefined || some.length > 1) {
    return `${count(channels, 'channel')}: ${byPlatform(reach)}`;
  }
  const [platform, { now, digest }] = only;
  const how =
    digest === 0
      ? ''
      : now === 0
        ? ', by digest'
        : `, ${digest.toLocaleString('en-GB')} of them by digest`;
  return `${count(channels, 'channel')} in ${platformName(platform)}${how}`;
}

function ofCorrection(reach: Reach): string {
  const edits =
    reach.edits === 0
      ? 'No channel shows it, so no post has to be changed; what still waits to be posted goes out corrected.'
      : `It changes ${count(reach.edits, 'post')} in place.`;
  if (channelsReached(reach) === 0) return edits;
  return `${edits} It also goes to ${newPosts(reach)}, where it has not been.`;
}

/** How many channels a draft would reach, and where, in whole sentences. */
export function reachInWords(act: Act, reach: Reach): string {
  if (act === 'correct') return ofCorrection(reach);
  if (act === 'retract') {
    if (reach.edits === 0)
      return 'No channel shows it, so there is no post to strike through. What still waits to be posted is not sent.';
    return `It strikes through ${count(reach.edits, 'post')} and leaves the reason there. What still waits to be posted is not sent.`;
  }
  if (channelsReached(reach) > 0) return `It goes to ${newPosts(reach)}.`;
  return 'It goes to no channel: none that can be posted in now follows what it is about. Whoever asks for news finds it.';
}

/** What a button that sends says. */
export function sendLabel(act: Act, reach: Reach): string {
  const posts = count(reach.edits, 'post');
  if (act === 'correct') return reach.edits === 0 ? 'Correct it' : `Correct ${posts}`;
  if (act === 'retract') return reach.edits === 0 ? 'Retract it' : `Retract ${posts}`;
  const channels = channelsReached(reach);
  return channels === 0 ? 'Publish to no channel yet' : `Publish to ${count(channels, 'channel')}`;
}
