import type { Component } from './message.ts';
import type { Json } from './payloads.ts';

export interface AllowedMentions {
  readonly parse?: readonly string[] | null;
  readonly users?: readonly string[] | null;
  readonly roles?: readonly string[] | null;
}

/** A message as a client sends it, after its schema was checked. */
export interface MessageBody {
  readonly content?: string | null;
  readonly embeds?: readonly Json[] | null;
  readonly components?: readonly Component[] | null;
  readonly flags?: number | null;
  readonly attachments?:
    | readonly {
        readonly id: string;
        readonly filename?: string | null;
        readonly description?: string | null;
      }[]
    | null;
  readonly nonce?: string | number | null;
  readonly enforce_nonce?: boolean | null;
  readonly poll?: unknown;
  readonly sticker_ids?: unknown;
  readonly message_reference?: {
    readonly type?: number | null;
    readonly message_id?: string | null;
    readonly channel_id?: string | null;
    readonly fail_if_not_exists?: boolean | null;
  } | null;
  readonly allowed_mentions?: AllowedMentions | null;
}
