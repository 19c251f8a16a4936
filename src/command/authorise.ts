import type { Command, Right } from './define.ts';
import type { Problem } from './problem.ts';

/** The problem if the verb asks for a right that the platform did not vouch for. */
export function authorise(command: Command, may: ReadonlySet<Right>): Problem | undefined {
  if (may.has(command.right)) return undefined;
  return {
    kind: 'not-allowed',
    verb: command.verb,
    right: command.right,
    suggestions: [{ commandLine: 'help', why: 'help' }],
  };
}
