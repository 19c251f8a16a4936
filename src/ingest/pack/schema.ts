import { z } from 'zod';
import { Actor } from '../../domain/actor.ts';
import { Claim, Figure, Party } from '../../domain/claim.ts';
import { Conflict } from '../../domain/conflict.ts';
import { Incident, Update } from '../../domain/incident.ts';
import { PartialDate, Period } from '../../domain/partial-date.ts';
import { Programme } from '../../domain/programme.ts';
import { Source } from '../../domain/source.ts';
import { Status } from '../../domain/vocabulary.ts';

// The shapes of a pack's files: the domain's records as people write them. What differs: ids are
// local to the file, a party may be a bare name, a bare year is a date, and the commonest status
// may be left out.

/** A claim's own name: unique in its file, without dots. */
const LocalId = z
  .string()
  .max(50)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: 'not an id of its own file: use a-z, 0-9 and "-"',
  });

const ClaimRef = z
  .string()
  .regex(/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/)
  .meta({
    description: "A claim of this file by its own id; another file's as <subject>.<id>.",
  });

/** YAML reads a bare 2019 as a number. */
export const PackDate = z
  .union([PartialDate, z.int().min(1000).max(9999)])
  .transform((date) => String(date) as PartialDate);

const PackPeriod = z.strictObject({
  ...Period.shape,
  from: PackDate.nullable(),
  to: PackDate.nullable(),
});

const PackParty = z.union([z.string().min(1).max(120), Party]);

const PackFigure = z.strictObject({
  ...Figure.shape,
  value: Figure.shape.value.meta({ description: 'null where the source gives words only.' }),
  scope: Figure.shape.scope.meta({
    description: 'What exactly is counted and what is not; stands directly beneath the number.',
  }),
  window: PackPeriod.optional(),
  limitedBy: z
    .array(ClaimRef)
    .default([])
    .meta({ description: 'Claims without which the number would mislead.' }),
});

const { about: _about, ...claimShape } = Claim.shape;

export const PackClaim = z.strictObject({
  ...claimShape,
  id: LocalId,
  figure: PackFigure.optional(),
  actors: Claim.shape.actors.meta({
    description: 'The groups, out of those of the incident, that it is laid to by whoever says so.',
  }),
  window: PackPeriod.optional().meta({ description: 'When what it tells took place.' }),
  assertedBy: z
    .union([PackParty, z.array(PackParty).min(1)])
    .meta({ description: 'Who says so: a name, {name, through}, or a list of them.' }),
  assertedOn: PackDate.optional().meta({ description: 'When it was said.' }),
  status: Status.default('asserted'),
  conflictsWith: z.array(ClaimRef).default([]),
  supersedes: ClaimRef.optional(),
});
export type PackClaim = z.infer<typeof PackClaim>;

const claims = z.array(PackClaim).default([]);

const { id: _incidentId, ...incidentShape } = Incident.shape;
const IncidentFile = z.strictObject({
  ...incidentShape,
  disclosedOn: PackDate,
  occurred: z.strictObject({ ...PackPeriod.shape, note: Incident.shape.occurred.shape.note }),
  updates: z.array(z.strictObject({ ...Update.shape, on: PackDate })).default([]),
  claims,
});

const { id: _actorId, ...actorShape } = Actor.shape;
const ActorFile = z.strictObject({ ...actorShape, claims });

const { id: _programmeId, ...programmeShape } = Programme.shape;
const ProgrammeFile = z.strictObject({ ...programmeShape, claims });

const SourcesFile = z.array(z.strictObject({ ...Source.shape, publishedOn: PackDate.nullable() }));

const ConflictsFile = z.array(Conflict);

const ManifestFile = z.strictObject({
  catalogue: z.string().regex(/^pack:[a-z0-9]+(?:-[a-z0-9]+)*$/, {
    error: 'not a catalogue: write "pack:" and a name of a-z, 0-9 and "-"',
  }),
  title: z.string().min(1).max(120),
  collectedOn: PackDate,
});

/** The schema of each kind of file, by the name its JSON Schema has. */
export const FILE_SCHEMAS = {
  pack: ManifestFile,
  incident: IncidentFile,
  actor: ActorFile,
  programme: ProgrammeFile,
  sources: SourcesFile,
  conflicts: ConflictsFile,
} as const;
export type FileKind = keyof typeof FILE_SCHEMAS;
export type ContentOf<K extends FileKind> = z.infer<(typeof FILE_SCHEMAS)[K]>;

const PLACES: readonly (readonly [RegExp, FileKind])[] = [
  [/^pack\.yaml$/, 'pack'],
  [/^incidents\/[^/]+\.yaml$/, 'incident'],
  [/^actors\/[^/]+\.yaml$/, 'actor'],
  [/^programmes\/[^/]+\.yaml$/, 'programme'],
  [/^sources(\/[^/]+)?\.yaml$/, 'sources'],
  [/^conflicts(\/[^/]+)?\.yaml$/, 'conflicts'],
];

/** The kind of a file by its path inside the pack; undefined where no file belongs. */
export function fileKindAt(path: string): FileKind | undefined {
  return PLACES.find(([pattern]) => pattern.test(path))?.[1];
}

/** The id that a subject's file gives by its name: `incidents/2016-dnc.yaml` is `2016-dnc`. */
export function subjectIdOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, -'.yaml'.length);
}
