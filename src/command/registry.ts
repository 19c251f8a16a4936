import type { Command } from './define.ts';
import { foldKey } from './grammar.ts';
import { RESERVED_KEYS } from './options.ts';

const WORD = /^[a-z][a-z-]*$/;

function checkKeys(command: Command): void {
  const seen = new Set(RESERVED_KEYS.map(foldKey));
  for (const key of Object.keys(command.params)) {
    if (!/^[a-z][a-z-]+$/i.test(key)) throw new Error(`${command.verb}: "${key}" cannot be typed`);
    if (seen.has(foldKey(key))) throw new Error(`${command.verb}: the key "${key}" is taken`);
    seen.add(foldKey(key));
  }
}

/** Looks verbs up by name or alias; throws at start when commands claim one word or a reserved key. */
export class Registry {
  readonly commands: readonly Command[];
  readonly #byWord = new Map<string, Command>();

  constructor(commands: readonly Command[]) {
    this.commands = commands;
    for (const command of commands) {
      checkKeys(command);
      for (const word of [command.verb, ...command.aliases]) {
        if (!WORD.test(word)) throw new Error(`"${word}" cannot be typed as a verb`);
        if (this.#byWord.has(word)) throw new Error(`two commands claim the word "${word}"`);
        this.#byWord.set(word, command);
      }
    }
  }

  /** By verb or alias, whatever its case. */
  find(word: string): Command | undefined {
    return this.#byWord.get(word.toLowerCase());
  }

  /** Every verb and alias. */
  words(): readonly string[] {
    return [...this.#byWord.keys()];
  }
}
