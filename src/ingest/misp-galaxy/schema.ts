import { z } from 'zod';

/** https://github.com/MISP/misp-galaxy/blob/main/schema_clusters.json; only what is used. */
export const GalaxyFile = z.object({
  type: z.string(),
  version: z.number().optional(),
  values: z.array(z.unknown()),
});
export type GalaxyFile = z.infer<typeof GalaxyFile>;

/** One entry: for an actor galaxy, a group. `meta` is open: each key is looked at by its reader. */
export const Cluster = z.object({
  value: z.string().trim().min(1),
  uuid: z.string().trim().toLowerCase().optional(),
  description: z.string().optional(),
  revoked: z.boolean().optional(),
  related: z.array(z.unknown()).optional(),
  meta: z.record(z.string(), z.unknown()).optional(),
});
export type Cluster = z.infer<typeof Cluster>;

export const Related = z.object({
  'dest-uuid': z.string().trim().toLowerCase(),
  type: z.string(),
  tags: z.array(z.string()).optional(),
});
export type Related = z.infer<typeof Related>;
