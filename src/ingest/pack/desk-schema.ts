import { z } from 'zod';
import { Disclosure, DisclosureId, LIMITS } from '../../domain/disclosure.ts';
import { Source } from '../../domain/source.ts';
import { RecordId } from '../../domain/vocabulary.ts';
import { PackClaim, PackDate } from './schema.ts';

// What `tocsin publish` reads: a disclosure, or what puts one right, with records of the desk in the
// spelling of packs.

const { shape } = Disclosure;

const published = PackDate.nullable()
  .default(null)
  .meta({ description: 'null, or nothing, where the page shows no date.' });

/** A source as it is cited, where it is not to become a record. */
const Cited = z.strictObject({
  publisher: Source.shape.publisher,
  title: Source.shape.title,
  url: Source.shape.url,
  publishedOn: published,
  tier: Source.shape.tier,
});

const DeskSource = z.strictObject({ ...Source.shape, publishedOn: published });

const DeskClaim = z.strictObject({
  about: RecordId.meta({ description: 'The incident, actor or programme it is about.' }),
  ...PackClaim.shape,
});
export type DeskClaim = z.infer<typeof DeskClaim>;

const Fields = z.strictObject({
  headline: shape.headline,
  body: shape.body.meta({ description: '[1] points at the first source of the list.' }),
  kind: shape.kind.default('new'),
  severity: shape.severity,
  incident: RecordId.optional(),
  actors: z.array(RecordId).max(LIMITS.actors).optional(),
  sectors: shape.sectors.optional(),
  claims: z
    .array(RecordId)
    .optional()
    .meta({ description: 'Whole ids of claims it rests on, those of this file too.' }),
  sources: z
    .array(z.union([RecordId, Cited]))
    .min(1, { error: 'a disclosure needs at least one source' })
    .max(LIMITS.sources)
    .meta({ description: 'Ids of sources, those of this file too, or sources written out.' }),
  tlp: shape.tlp.optional(),
});

const records = {
  sources: z.array(DeskSource).default([]),
  claims: z.array(DeskClaim).default([]),
};

const reason = z.string().trim().min(1).max(LIMITS.reason).meta({
  description: 'What was wrong before; readers are told.',
});

const NewFile = z.strictObject({
  disclosure: z.strictObject({
    ...Fields.shape,
    embargo: z.string().min(1).optional().meta({
      description: 'Nothing leaves before: 2026-11-26 14:00 Europe/Berlin.',
    }),
  }),
  ...records,
});

const { kind: _, ...correctable } = Fields.shape;

const CorrectFile = z.strictObject({
  correct: DisclosureId,
  reason,
  disclosure: z
    .strictObject(correctable)
    .partial()
    .meta({ description: 'What is different now; the rest stays as it is.' }),
  ...records,
});

const RetractFile = z.strictObject({ retract: DisclosureId, reason });

/** By what a file is for; its keys tell. */
export const DESK_SCHEMAS = {
  publish: NewFile,
  correct: CorrectFile,
  retract: RetractFile,
} as const;

export const DeskFile = z.union([NewFile, CorrectFile, RetractFile]);

export type DeskContent =
  | ({ readonly act: 'publish' } & z.infer<typeof NewFile>)
  | ({ readonly act: 'correct' } & z.infer<typeof CorrectFile>)
  | ({ readonly act: 'retract' } & z.infer<typeof RetractFile>);
