/** First second of 2015, from which Discord counts. DD reference */
const EPOCH_MS = 1_420_070_400_000;

/** The identifier that stands right before all those that are given out at that time. */
export function snowflakeAt(date: Date): bigint {
  return BigInt(Math.max(0, date.getTime() - EPOCH_MS)) << 22n;
}
