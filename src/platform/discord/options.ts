import type { House } from '../../interaction/house.ts';

/** A secret that does not print. */
export interface Token {
  reveal(): string;
}

/** How Discord is reached, and how it reaches Tocsin. */
export interface DiscordSettings {
  readonly transport: 'gateway' | 'http';
  /** Discord's own when absent; with or without a slash at its end. */
  readonly apiUrl: string | undefined;
  readonly applicationId: string | undefined;
  /** 64 hexadecimal digits. */
  readonly publicKey: string | undefined;
  /** Those this process runs; all when absent. */
  readonly shards: readonly number[] | undefined;
  /** Over all processes; as many as Discord recommends when absent. */
  readonly shardCount: number | undefined;
}

/** Milliseconds. */
export interface Timing {
  /** How long an answer may take before Discord is told that it will come later; it waits for 3 s. */
  readonly patience: number;
  /** How long one try to post may take, waiting for a connection included. */
  readonly post: number;
  /** How often requests that nobody finished are looked for. */
  readonly sweep: number;
  /** How long a start waits for the gateway before it goes on without it. */
  readonly connect: number;
  /** How long a stop waits for answers under way. */
  readonly grace: number;
  /** First and longest pause between attempts to log in; each is twice the one before. */
  readonly backOff: readonly [first: number, longest: number];
}

export const TIMING: Timing = {
  patience: 1_500,
  post: 10_000,
  sweep: 15_000,
  connect: 10_000,
  grace: 2_000,
  backOff: [1_000, 5 * 60_000],
};

export interface DiscordOptions {
  readonly config: DiscordSettings;
  /** The gateway needs it; interactions by HTTP do without. */
  readonly token: Token | undefined;
  readonly house: House;
  readonly timing?: Partial<Timing>;
}
