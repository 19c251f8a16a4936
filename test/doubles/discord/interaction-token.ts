import { randomBytes } from 'node:crypto';

/** A token for an interaction; like Discord's it names the interaction it is for. */
export function interactionToken(id: string): string {
  return Buffer.from(`interaction:${id}:${randomBytes(30).toString('hex')}`).toString('base64url');
}

/** The interaction that a token names; undefined when it names none. */
export function interactionIn(token: string): string | undefined {
  return /^interaction:(\d+):/.exec(Buffer.from(token, 'base64url').toString())?.[1];
}
