import { z } from 'zod';
import { type BodyOf, RECORD_SCHEMAS, RecordKind } from '../../domain/record.ts';
import { TOCSIN_EXTENSION } from '../../domain/stix-terms.ts';
import { Tlp } from '../../domain/vocabulary.ts';

const JsonText = z.string().max(1_000_000);

/** What Tocsin's extension of an object holds; see docs/exporting.md. */
export const CarriedExtension = z.object({
  role: z.string().max(40),
  catalogue: z.string().min(1).max(120).default(''),
  /** The mark that Tocsin gave the object; one that bears a stricter one got it from somebody else. */
  tlp: Tlp.default('CLEAR'),
  kind: RecordKind.optional(),
  record: JsonText.optional(),
  /** What of the record everybody may see, where that is less. */
  open: JsonText.optional(),
  sources: z.array(JsonText).max(10_000).default([]),
});
export type CarriedExtension = z.output<typeof CarriedExtension>;

/** A record as it was carried, which has passed its schema. */
export type CarriedRecord = {
  [K in RecordKind]: { readonly kind: K; readonly body: BodyOf<K> };
}[RecordKind];

/** Tocsin's extension of an object, before it is known to be sound; undefined where there is none. */
export function extensionOf(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('extensions' in value)) return undefined;
  const { extensions } = value;
  if (typeof extensions !== 'object' || extensions === null) return undefined;
  return Object.hasOwn(extensions, TOCSIN_EXTENSION)
    ? (extensions as Record<string, unknown>)[TOCSIN_EXTENSION]
    : undefined;
}

/** The record in a text, or in words what is wrong with it. */
export function recordIn(kind: RecordKind, text: string): CarriedRecord | string {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return 'its text is no JSON';
  }
  const { data, error } = RECORD_SCHEMAS[kind].safeParse(json);
  if (error === undefined) return { kind, body: data } as CarriedRecord;
  const [issue] = error.issues;
  return `${issue?.path.join('.')}: ${issue?.message}`;
}
