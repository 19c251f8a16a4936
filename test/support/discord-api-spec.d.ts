/** The package ships these schemas without types. */
declare module 'discord-api-spec/zod' {
  import type { z } from 'zod';

  export const MessageCreateRequestSchema: z.ZodType<{
    readonly flags?: number | null;
    readonly allowed_mentions?: unknown;
  }>;
}
