import type { Command } from './define.ts';

/** Looks verbs up by name or alias; throws at start when two commands claim one word. */
export class Registry {
  readonly commands: readonly Command[];
  readonly #byWord = new Map<string, Command>();

  constructor(commands: readonly Command[]) {
    this.commands = commands;
    for (const command of commands) {
      for (const word of [command.verb, ...command.aliases]) {
        if (this.#byWord.has(word)) throw new Error(`two commands claim the word "${word}"`);
        this.#byWord.set(word, command);
      }
    }
  }

  find(word: string): Command | undefined {
    return this.#byWord.get(word);
  }
}
