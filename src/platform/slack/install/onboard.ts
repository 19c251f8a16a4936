import type { Installation } from '@slack/oauth';
import type { House } from '../../../interaction/house.ts';
import type { Answers } from '../answer/answers.ts';
import { byPost } from '../answer/post.ts';
import type { Calls } from '../calls.ts';
import type { Pace } from '../pace.ts';
import { slackTenant } from './installed.ts';
import { idOf, nameOf } from './kept.ts';
import type { OAuthInstalls } from './oauth-installs.ts';

interface OnboardParts {
  readonly house: House;
  readonly installs: OAuthInstalls;
  readonly answers: Answers;
  readonly calls: Calls;
  readonly pace: Pace;
}

/**
 * Writes down that Tocsin was installed, and says hello to whoever did it, the first time, in their
 * messages with the app. Nothing is ever posted in a channel for it.
 */
export async function welcome(installation: Installation, parts: OnboardParts): Promise<void> {
  const { house, installs, answers, calls, pace } = parts;
  const [id, name] = [idOf(installation), nameOf(installation)];
  const tenant = slackTenant(id);
  const person = installation.user.id;
  installs.forget(id);
  await house.audit({ act: 'install', detail: name, user: { id: person, name: person } }, tenant);
  if (!(await house.tenants.arrived(tenant, name))) return;
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
  const setting = { installed, surface: 'message', shareable: false } as const;
  const at = house.clock.now().getTime();
  await answers.send(house.welcome(), setting, at, byPost(calls, installed, pace, person));
}
