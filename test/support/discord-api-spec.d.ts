/** The package ships these schemas without types. */
declare module 'discord-api-spec/zod' {
  import type { z } from 'zod';

  export const MessageCreateRequestSchema: z.ZodType<{
    readonly flags?: number | null;
    readonly allowed_mentions?: unknown;
  }>;
  export const MessageEditRequestPartialSchema: z.ZodType;
  export const IncomingWebhookInteractionRequestSchema: z.ZodType;
  export const IncomingWebhookUpdateForInteractionCallbackRequestPartialSchema: z.ZodType;
  export const IncomingWebhookUpdateRequestPartialSchema: z.ZodType;
  export const ModalInteractionCallbackRequestSchema: z.ZodType;
  export const InteractionApplicationCommandAutocompleteCallbackStringDataSchema: z.ZodType;
  export const InteractionApplicationCommandAutocompleteCallbackIntegerDataSchema: z.ZodType;
  export const InteractionApplicationCommandAutocompleteCallbackNumberDataSchema: z.ZodType;
  export const ApplicationCommandUpdateRequestSchema: z.ZodType;
  export const ApplicationCommandCreateRequestSchema: z.ZodType;
  export const ApplicationCommandPatchRequestPartialSchema: z.ZodType;
  export const CreatePrivateChannelRequestSchema: z.ZodType;
  export const ApplicationFormPartialSchema: z.ZodType;
}
