import type { HealthLine } from '../../command/context.ts';
import type { Clock } from '../../shared/clock.ts';

const PART = 'Discord';

/** Far below the 10,000 in ten minutes that bring a ban. DD rate-limits */
const MANY_REFUSED = 1_000;

export function minute(date: Date): string {
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** How interactions by HTTP do: nothing tells that they would come, but when they last did. */
export function httpHealth(last: Date | undefined): HealthLine {
  const since = last === undefined ? 'None has come yet.' : `The last came at ${minute(last)}.`;
  return { part: PART, state: 'ok', detail: `Takes interactions by HTTP. ${since}` };
}

/** Requests that Discord refused, as discord.js counts them. */
export interface Refusals {
  /** @param forMs how long these count */
  note(count: number, forMs: number): void;
  /** The line as it is, or that so many were refused. */
  over(line: HealthLine): HealthLine;
}

export function countRefusals(clock: Clock): Refusals {
  let noted = { count: 0, until: 0 };
  return {
    note(count, forMs) {
      noted = { count, until: clock.now().getTime() + forMs };
    },
    over(line) {
      const isMany = noted.count >= MANY_REFUSED && clock.now().getTime() < noted.until;
      if (!isMany || line.state === 'failing') return line;
      const detail = `${line.detail} Discord refused ${noted.count} requests within ten minutes.`;
      return { ...line, state: 'warning', detail };
    },
  };
}
