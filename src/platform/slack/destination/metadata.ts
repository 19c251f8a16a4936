import type { MessageMetadata } from '@slack/types';
import { z } from 'zod';

const EVENT_TYPE = 'tocsin_post';

/** What a post carries unseen, so that it can be found again (SD message-metadata). */
export function metadataOf(key: string): MessageMetadata {
  return { event_type: EVENT_TYPE, event_payload: { key } };
}

const Ours = z.object({
  event_type: z.literal(EVENT_TYPE),
  event_payload: z.object({ key: z.string() }),
});

/** The key that a message carries; undefined for what is no post of Tocsin's. */
export function keyIn(metadata: unknown): string | undefined {
  const read = Ours.safeParse(metadata);
  return read.success ? read.data.event_payload.key : undefined;
}
