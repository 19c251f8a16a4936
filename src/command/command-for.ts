import type { PlatformName } from './access.ts';
import type { Command } from './define.ts';

type Verb = Pick<Command, 'right'>;

/** Whether a verb is one that editors and administrators work with. */
export function isDeskVerb({ right }: Verb): boolean {
  return right === 'edit' || right === 'administer';
}

/** The command that has those verbs where a command holds no more than 25; with a slash if given one. */
export function deskCommand(command: string): string {
  return `${command}-desk`;
}

/**
 * What people type before a verb: on Discord the verbs of the desk are in a command of their own.
 * @param verb undefined for words that are none
 */
export function commandFor(
  verb: Verb | undefined,
  command: string,
  platform: PlatformName,
): string {
  const apart = platform === 'discord' && verb !== undefined && isDeskVerb(verb);
  return apart ? deskCommand(command) : command;
}
