import type { ChannelState } from '../disclosure/subscriptions.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import { markedAbove, RESTING } from './ledger.ts';

/** Why the ledger says what it says, in words that receipts show. */
export const REASONS = {
  retracted: 'retracted before it was sent',
  unsubscribed: 'unsubscribed before it was sent',
  paused: 'the subscription is paused',
  empty: 'nothing that it was to hold is to be sent any more',
  corrected: 'the post that it is about says so itself',
  nothingLeft: 'what it is about is not there',
  interrupted: 'the outcome of an earlier try is not known',
  repeated: 'tried again under the same key, for the outcome of an earlier try was not known',
  sureOfWords: 'to be sure of its words after an unknown outcome',
  noConnection: 'Tocsin is not connected to this platform',
} as const;

export function aboveCeiling(mark: Tlp, ceiling: Tlp): string {
  return `${markedAbove(mark)}${ceiling}`;
}

export function resting(rest: NonNullable<ChannelState['rest']>): string {
  return `${RESTING}${rest.reason}`;
}

export function notMade(error: unknown): string {
  return `the message could not be made: ${messageOf(error)}`;
}

export function gaveUp(reason: string): string {
  return `given up after a day of failing: ${reason}`;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
