import type { MovableClock } from './clock.ts';

/** First second of 2015, from which Discord counts. DD:reference */
const EPOCH = 1_420_070_400_000;

export interface Snowflakes {
  /** A new identifier, greater than all before it unless a time is given (ms since 1970). */
  next(at?: number): string;
  /** A new identifier of a guild that `(id >> 22) % of` lays on `shard`. DD:gateway */
  onShard(shard: number, of: number): string;
}

/** Whether a text has the form of an identifier. */
export function isSnowflake(text: string): boolean {
  return /^(0|[1-9][0-9]{0,19})$/.test(text);
}

/** The shard that a guild belongs to. DD:gateway */
export function shardOf(guildId: string, shards: number): number {
  return Number((BigInt(guildId) >> 22n) % BigInt(shards));
}

export function snowflakes(clock: MovableClock): Snowflakes {
  let last = 0n;
  let count = 0n;

  function next(at?: number): string {
    count = (count + 1n) & 0xfffn;
    const id = (BigInt(Math.floor((at ?? clock.now()) - EPOCH)) << 22n) | count;
    if (at !== undefined) return id.toString();
    last = id > last ? id : last + 1n;
    return last.toString();
  }

  function onShard(shard: number, of: number): string {
    let id = next();
    while (shardOf(id, of) !== shard) id = (BigInt(id) + (1n << 22n)).toString();
    return id;
  }

  return { next, onShard };
}
