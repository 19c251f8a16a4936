import { z } from 'zod';
import type { Sealer } from '../../../shared/sealing.ts';
import type { Installed } from '../install/installed.ts';

const Place = z.object({
  channel: z.string().min(1),
  responseUrl: z.string().optional(),
  thread: z.string().optional(),
});

/** Where a form was opened, and so where its answer goes: to the response URL, if there is one. */
export interface FormPlace {
  readonly channel: string;
  readonly responseUrl?: string | undefined;
  readonly thread?: string | undefined;
}

/** Whose form it is; nobody else's can be opened. */
export interface FormOwner {
  readonly installed: Pick<Installed, 'team'>;
  readonly user: { readonly id: string };
}

function belongsTo({ installed, user }: FormOwner): string {
  return `slack:${installed.team}:${user.id}`;
}

/** The place as a form carries it: sealed, for a response URL lets anybody speak in the channel. */
export function sealPlace(place: FormPlace, owner: FormOwner, sealer: Sealer): string {
  return sealer.seal(JSON.stringify(place), belongsTo(owner));
}

/** A form without a place that can be read belongs to the person's messages with the app. */
export function openPlace(
  metadata: string | undefined,
  owner: FormOwner,
  sealer: Sealer,
): FormPlace {
  try {
    return Place.parse(JSON.parse(sealer.open(metadata ?? '', belongsTo(owner))));
  } catch {
    return { channel: owner.user.id };
  }
}
