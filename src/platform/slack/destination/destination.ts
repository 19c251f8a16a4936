import type { Destination, MessageRef } from '../../../delivery/destination.ts';
import type { Installs } from '../install/installed.ts';
import type { Kit } from '../kit.ts';
import { edit } from './edit.ts';
import { find } from './find.ts';
import { pacesOf } from './limits.ts';
import { post } from './post.ts';
import { isPerson, spotOf } from './spot.ts';
import { WORDS } from './words.ts';

/** Where people read Slack; beside its API, at GovSlack too. */
function siteOf(apiUrl: string): string {
  return new URL(apiUrl).origin;
}

/**
 * A message's address without the name of its workspace, from where Slack leads to the workspace that the
 * reader is signed in to; `chat.getPermalink` would give the name, by a call.
 */
function linkTo(apiUrl: string, { channel, id }: MessageRef): string {
  return `${siteOf(apiUrl)}/archives/${channel}/p${id.replace('.', '')}`;
}

/** Slack as a place that cards are posted on. It has no key that makes a repeated post single. */
export function createDestination(kit: Kit, installs: Installs, apiUrl: string): Destination {
  return {
    platform: 'slack',
    singleFor: 0,
    pace: pacesOf,
    async post(place, message) {
      const spot = await spotOf(place, 'post', installs);
      return 'is' in spot ? spot : await post(kit, place, spot, message);
    },
    async edit(place, ref, message) {
      const spot = await spotOf(place, 'edit', installs);
      return 'is' in spot ? spot : await edit(kit, place, spot, ref, message);
    },
    async find(place, key, since, replyTo) {
      if (isPerson(place)) return { is: 'cannot-tell', reason: WORDS.noPersonHistory };
      const left = since.getTime() + kit.pace.settles - kit.house.clock.now().getTime();
      if (left > 0) return { is: 'later', after: left, limit: undefined, reason: WORDS.settling };
      const spot = await spotOf(place, 'find', installs);
      if (!('is' in spot)) return await find(kit, place, { spot, key, since, replyTo });
      return spot.is === 'later' ? spot : { is: 'cannot-tell', reason: spot.reason };
    },
    async ownerOf({ tenant }) {
      const installed = await installs.serving(tenant).catch(() => undefined);
      return installed?.installer;
    },
    link: (_place, ref) => linkTo(apiUrl, ref),
  };
}
