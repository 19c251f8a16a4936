import { inspect } from 'node:util';

const SHOWN = '[secret]';

/** A value that never prints: not in JSON, not in a template, not in a debugger's inspection. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Call it only where it is handed to what needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}

export function wrap(value: string): Secret;
export function wrap(value: string | undefined): Secret | undefined;
export function wrap(value: string | undefined): Secret | undefined {
  return value === undefined ? undefined : new Secret(value);
}
