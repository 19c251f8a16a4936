import type { Answer } from '../command/answer.ts';
import type { Command } from '../command/define.ts';
import { readLine } from '../command/grammar.ts';

/** Whether a line only asks, so that doing it twice, or not at all after a crash, does no harm. */
export function onlyAsks(line: string, commands: readonly Command[]): boolean {
  const [first] = readLine(line).tokens;
  const word = first?.type === 'word' ? first.text.toLowerCase().replace(/^\//, '') : '';
  const command = commands.find(({ verb, aliases }) => verb === word || aliases.includes(word));
  return command === undefined || command.right === 'ask';
}

/**
 * Whether an answer may be offered for sharing. Share runs the line again, so a line that changes
 * something is never offered; nor is what only those may read who administer.
 */
export function mayBeShared(answer: Answer, commands: readonly Command[]): boolean {
  const { visibility, answered, commandLine, askerOnly = false } = answer;
  return visibility === 'asker' && answered && !askerOnly && onlyAsks(commandLine, commands);
}
