import type { Installation } from '@slack/oauth';
import type { House } from '../../../interaction/house.ts';
import type { Answers } from '../answer/answers.ts';
import { byPost } from '../answer/post.ts';
import type { Calls } from '../calls.ts';
import type { Pace } from '../pace.ts';
import { type Installed, type Installs, slackTenant } from './installed.ts';
import { idOf, nameOf } from './kept.ts';
import type { OAuthInstalls } from './oauth-installs.ts';

interface OnboardParts {
  readonly house: House;
  readonly installs: OAuthInstalls;
  readonly answers: Answers;
  readonly calls: Calls;
  readonly pace: Pace;
}

/** What followed something before Tocsin was removed follows it again. */
export async function wake(
  installed: Installed,
  installs: Installs,
  { places, log }: Pick<House, 'log' | 'places'>,
): Promise<void> {
  try {
    for (const team of await installs.workspaces(installed)) {
      await places.returned(slackTenant(team));
    }
  } catch (error) {
    log.warn({ err: error, tenant: installed.tenant.tenant }, 'channels could not be woken');
  }
}

/**
 * Writes down that Tocsin was installed, wakes what rested without it, and says hello to whoever did it, the first time, in their
 * messages with the app. Nothing is ever posted in a channel for it.
 */
export async function welcome(installation: Installation, parts: OnboardParts): Promise<void> {
  const { house, installs, answers, calls, pace } = parts;
  const [id, name] = [idOf(installation), nameOf(installation)];
  const tenant = slackTenant(id);
  const person = installation.user.id;
  installs.forget(id);
  await house.audit({ act: 'install', detail: name, user: { id: person, name: person } }, tenant);
  const isNew = await house.tenants.arrived(tenant, name);
  const isOrgInstall = installation.isEnterpriseInstall === true;
  const installed = await installs.find({
    kind: 'event',
    type: 'install',
    teams: [id],
    enterprise: isOrgInstall ? id : undefined,
    isOrgInstall,
    user: undefined,
    key: undefined,
  });
  if (installed === undefined) return;
  await wake(installed, installs, house);
  if (!isNew) return;
  const setting = { installed, surface: 'message', shareable: false } as const;
  const until = house.clock.now().getTime() + pace.picture;
  await answers.send(house.welcome(tenant), setting, until, byPost(calls, installed, pace, person));
}
