import type { Context } from 'hono';
import { z } from 'zod';
import type { Place } from '../../command/access.ts';
import { CHANNELS, type ChannelName } from './channels.ts';
import type { Session } from './session.ts';

/** A request that has a session. */
export type Env = { Variables: { session: Session } };

/** One of the console's channels. */
export const ChannelParam = z.enum(CHANNELS.map(({ name }) => name));

/** The console is one tenant: this machine. */
export function placeOf(channel: ChannelName): Place {
  return { platform: 'console', tenant: 'local', channel };
}

/** The request's JSON, or undefined when it is not as the schema says. */
export async function body<T>(c: Context, schema: z.ZodType<T>): Promise<T | undefined> {
  const parsed = schema.safeParse(await c.req.json().catch(() => undefined));
  return parsed.success ? parsed.data : undefined;
}

/** @param error is shown to the person */
export function refuse(c: Context, error: string): Response {
  return c.json({ error }, 400);
}

export function unreadable(c: Context): Response {
  return refuse(c, 'The request is not as the page sends it.');
}
