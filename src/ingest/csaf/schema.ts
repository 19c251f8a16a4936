import { z } from 'zod';

// Only what is used, as loosely as it can be used. The formats are those of CSAF 2.0,
// https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html; places in it are given as §.

const Words = z.string().trim().min(1);
const Note = z.object({ category: z.string(), text: Words });
const Product = z.object({ product_id: z.string(), name: Words });
const ProductIds = z.array(z.string());

/** §3.2.3.3; statuses by their names, each with the products that have it. */
const ProductStatus = z.record(z.string(), z.union([ProductIds, z.string()]));

export const Vulnerability = z.object({
  cve: z.string().optional(),
  title: z.string().optional(),
  notes: z.array(Note).optional(),
  product_status: ProductStatus.optional(),
});
export type Vulnerability = z.infer<typeof Vulnerability>;

/** §3.2.2. A tree of branches may be of any depth: it is walked, and each branch read by itself. */
export const ProductTree = z.object({
  branches: z.array(z.unknown()).optional(),
  full_product_names: z.array(Product).optional(),
  relationships: z
    .array(
      z.object({
        category: z.string(),
        product_reference: z.string(),
        relates_to_product_reference: z.string(),
        full_product_name: Product,
      }),
    )
    .optional(),
});
export type ProductTree = z.infer<typeof ProductTree>;

export const Branch = z.object({
  category: z.string(),
  name: z.string(),
  product: Product.optional(),
  branches: z.array(z.unknown()).optional(),
});

export const CsafDocument = z.object({
  document: z.object({
    csaf_version: z.literal('2.0', { error: 'not a version that is read here: only 2.0 is' }),
    title: Words,
    publisher: z.object({ category: z.string(), name: Words, namespace: Words }),
    tracking: z.object({
      id: Words,
      status: z.string(),
      initial_release_date: z.string(),
      current_release_date: z.string(),
    }),
    distribution: z
      .object({
        text: z.string().optional(),
        tlp: z.object({ label: z.string() }).optional(),
      })
      .optional(),
    notes: z.array(Note).optional(),
    references: z
      .array(
        z.object({
          category: z.string().optional(),
          summary: z.string().optional(),
          url: z.string(),
        }),
      )
      .optional(),
  }),
  product_tree: ProductTree.optional(),
  vulnerabilities: z.array(Vulnerability).optional(),
});
export type CsafDocument = z.infer<typeof CsafDocument>;

/** §7.1.7, `provider-metadata.json`. */
export const ProviderMetadata = z.object({
  distributions: z.array(
    z.object({
      directory_url: z.string().optional(),
      rolie: z
        .object({
          feeds: z.array(z.object({ url: z.string(), tlp_label: z.string().optional() })),
        })
        .optional(),
    }),
  ),
});
export type ProviderMetadata = z.infer<typeof ProviderMetadata>;

/** §7.1.15: an entry of a ROLIE feed. Some publishers write `ref` where the standard has `rel`. */
export const FeedEntry = z.object({
  content: z.object({ src: z.string() }),
  updated: z.string().optional(),
  link: z
    .array(z.object({ href: z.string(), rel: z.string().optional(), ref: z.string().optional() }))
    .optional(),
});
