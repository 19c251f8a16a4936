import { z } from 'zod';
import type { Invocation } from '../../command/context.ts';
import type { Right } from '../../command/define.ts';
import { ChannelParam, placeOf } from './requests.ts';
import type { Session } from './session.ts';

/**
 * What the page sends to ask. `origin` is `link` for a line that came with the page's address, which
 * any web page can make a browser open.
 */
export const Ask = z.object({
  channel: ChannelParam,
  line: z.string().max(20_000),
  origin: z.enum(['typed', 'button', 'link']),
  locale: z.string().max(100),
  timeZone: z.string().max(100),
});
export type Ask = z.infer<typeof Ask>;

const ALL_RIGHTS: ReadonlySet<Right> = new Set(['ask', 'subscribe', 'edit', 'administer']);
const ASKING_ONLY: ReadonlySet<Right> = new Set(['ask']);

function accepted<T>(attempt: () => T | undefined, otherwise: T): T {
  try {
    return attempt() ?? otherwise;
  } catch (error) {
    if (error instanceof RangeError) return otherwise;
    throw error;
  }
}

/** Canonical form of a locale, or `en` when it is none. */
function localeOf(given: string): string {
  return accepted(() => Intl.getCanonicalLocales(given)[0], 'en');
}

/** A zone that Intl can use, or `UTC`. */
function timeZoneOf(given: string): string {
  return accepted(
    () => new Intl.DateTimeFormat('en', { timeZone: given }).resolvedOptions().timeZone,
    'UTC',
  );
}

/**
 * How many characters precede the command line: people also type the command itself, or a slash
 * alone.
 * @param command without its slash
 */
export function slashLength(line: string, command: string): number {
  const [slash] = line.match(/^\s*\/?/) ?? [''];
  const [word] = line.slice(slash.length).match(/^\S*/) ?? [''];
  const typed = slash.endsWith('/') && word.toLowerCase() === command.toLowerCase();
  const length = slash.length + (typed ? word.length : 0);
  return length + (line.slice(length).match(/^\s*/)?.[0].length ?? 0);
}

/** The command line in what was asked. */
export function lineOf({ line }: Pick<Ask, 'line'>, command: string): string {
  return line.slice(slashLength(line, command));
}

/**
 * The operator of this machine may do everything, except through a link: a link may only ask, or any
 * web page could publish in the operator's name.
 */
export function toInvocation(ask: Ask, session: Session, command: string): Invocation {
  return {
    commandLine: lineOf(ask, command),
    who: { id: session.id, name: 'somebody at the console' },
    where: placeOf(ask.channel),
    locale: localeOf(ask.locale),
    timeZone: timeZoneOf(ask.timeZone),
    may: ask.origin === 'link' ? ASKING_ONLY : ALL_RIGHTS,
  };
}
