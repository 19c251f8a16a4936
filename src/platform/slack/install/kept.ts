import type { Installation } from '@slack/oauth';
import { z } from 'zod';

const named = z.looseObject({ id: z.string(), name: z.string().optional() });

/** The parts of an installation that Tocsin reads; what else the library keeps stays with it. */
const Kept = z.looseObject({
  team: named.optional(),
  enterprise: named.optional(),
  isEnterpriseInstall: z.boolean().optional(),
  appId: z.string().optional(),
  user: z.looseObject({ id: z.string() }),
  bot: z.looseObject({
    token: z.string(),
    refreshToken: z.string().optional(),
    /** Seconds since 1970. */
    expiresAt: z.number().optional(),
    scopes: z.array(z.string()),
    userId: z.string(),
  }),
});

export type KeptInstallation = z.infer<typeof Kept>;

/** Reads an installation out of the store; undefined where there is none, or none with a bot. */
export function readKept(stored: unknown): KeptInstallation | undefined {
  const read = Kept.safeParse(stored);
  return read.success ? read.data : undefined;
}

/** What an installation is kept under: its organisation if it is for all its workspaces. */
export function idOf(
  installation: Pick<Installation, 'enterprise' | 'isEnterpriseInstall' | 'team'>,
): string {
  const { isEnterpriseInstall, enterprise, team } = installation;
  const id = isEnterpriseInstall === true ? enterprise?.id : team?.id;
  if (id === undefined) throw new Error('an installation names neither workspace nor organisation');
  return id;
}

export function nameOf({ team, enterprise }: Pick<Installation, 'enterprise' | 'team'>): string {
  return team?.name ?? enterprise?.name ?? team?.id ?? enterprise?.id ?? '';
}
