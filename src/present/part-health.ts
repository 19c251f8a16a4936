import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import { capitalise } from './words.ts';

/** One part of the house and how it does. */
export interface PartHealth {
  readonly part: string;
  readonly state: 'ok' | 'warning' | 'failing' | 'off';
  readonly detail: string;
}

const STATE_WORDS = {
  ok: 'works',
  warning: 'needs attention',
  failing: 'fails',
  off: 'off',
} as const;

/** "Database works. PostgreSQL 18, 12 ms." */
export function healthLine({ part, state, detail }: PartHealth): Spans {
  return [strong(`${capitalise(part)} ${STATE_WORDS[state]}. `), text(detail)];
}
