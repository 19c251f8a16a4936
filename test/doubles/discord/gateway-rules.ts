/** Intents. DD:gateway */
export const INTENT = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

export const PRIVILEGED = INTENT.guildMembers | INTENT.guildPresences | INTENT.messageContent;

/** Every bit that Discord gives a meaning. DD:gateway */
export const KNOWN_INTENTS = 0x1_ffff | (0b11 << 20) | (0b11 << 24);

/** Close codes with Discord's words. DD:opcodes-and-status-codes */
export const CLOSE = {
  4000: 'Unknown error.',
  4001: 'Unknown opcode.',
  4002: 'Decode error.',
  4003: 'Not authenticated.',
  4004: 'Authentication failed.',
  4005: 'Already authenticated.',
  4007: 'Invalid seq.',
  4008: 'Rate limited.',
  4009: 'Session timed out.',
  4010: 'Invalid shard.',
  4011: 'Sharding required.',
  4012: 'Invalid API version.',
  4013: 'Invalid intent(s).',
  4014: 'Disallowed intent(s).',
} as const;

export type CloseCode = keyof typeof CLOSE;

export const GATEWAY = {
  heartbeatMs: 41_250,
  /** A client that misses a beat by that factor is taken for dead. */
  patience: 1.5,
  payloadBytes: 4096,
  sends: 120,
  sendsWindowMs: 60_000,
  identifyWindowMs: 5_000,
  guildsInShard: 2_500,
  /** Not published; sessions were seen to last some minutes. */
  resumeMs: 180_000,
  /** Events kept for a resume; not published. */
  kept: 2_000,
  starts: 1_000,
  startsWindowMs: 86_400_000,
} as const;
