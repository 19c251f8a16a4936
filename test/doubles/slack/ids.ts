import { randomBytes } from 'node:crypto';
import type { DoubleTime } from './time.ts';

/** Names things the way Slack does; no two are ever the same. */
export class Ids {
  readonly #time: DoubleTime;
  #count = 0;
  #lastMicros = 0;

  constructor(time: DoubleTime) {
    this.#time = time;
  }

  /** Such as `C0000000A1` for the prefix `C`. */
  next(prefix: string): string {
    this.#count += 1;
    return `${prefix}0${this.#count.toString(36).toUpperCase().padStart(8, '0')}`;
  }

  secret(bytes = 12): string {
    return randomBytes(bytes).toString('hex');
  }

  /** A message's time and identity, `1795343124.980000`; always later than the one before. */
  ts(): string {
    this.#lastMicros = Math.max(this.#time.now() * 1000, this.#lastMicros + 1);
    const seconds = Math.floor(this.#lastMicros / 1_000_000);
    return `${seconds}.${String(this.#lastMicros % 1_000_000).padStart(6, '0')}`;
  }
}
