import type { Action } from '../card/card.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { inTenant, type TenantSeen } from './tenant-words.ts';

/** The channel whose subscriptions are looked at, and the lines that buttons carry. */
export interface FollowFrame {
  readonly where: TenantSeen;
  readonly channel: string;
  /** Whether the place can follow anything: a direct message and the terminal cannot. */
  readonly isChannel: boolean;
  /** What may be seen in that channel. */
  readonly knowledge: Knowledge;
  readonly now: Date;
  /** Whether the asker may change what the channel follows. */
  readonly maySubscribe: boolean;
  /** The line of a verb, for the same channel. */
  line(verb: string, subject?: string, values?: Readonly<Record<string, string | number>>): string;
}

/** "This channel", or which one it is. */
export function channelInWords({ where, channel }: Pick<FollowFrame, 'channel' | 'where'>): string {
  if (where.here) return where.platform === 'cli' ? 'the terminal' : 'this channel';
  return `the channel ${channel} ${inTenant(where)}`;
}

export function button(label: string, commandLine: string): Action {
  return { label, commandLine, style: 'default' };
}
