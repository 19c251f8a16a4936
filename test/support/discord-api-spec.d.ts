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
  export const GatewayBotResponseSchema: z.ZodType;
  export const PrivateApplicationResponseSchema: z.ZodType;
  export const UserPIIResponseSchema: z.ZodType;
  export const UserResponseSchema: z.ZodType;
  export const MyGuildResponseSchema: z.ZodType;
  export const GuildWithCountsResponseSchema: z.ZodType;
  export const GuildChannelResponseSchema: z.ZodType;
  export const GuildMemberResponseSchema: z.ZodType;
  export const PrivateChannelResponseSchema: z.ZodType;
  export const ApplicationCommandResponseSchema: z.ZodType;
  export const MessageResponseSchema: z.ZodType;
  export const InteractionCallbackResponseSchema: z.ZodType;
}
