import { z } from 'zod';
import { Actor } from './actor.ts';
import { Advisory } from './advisory.ts';
import { Claim } from './claim.ts';
import { Conflict } from './conflict.ts';
import { Incident } from './incident.ts';
import { Programme } from './programme.ts';
import { Source } from './source.ts';

/** Every kind of record with its schema. */
export const RECORD_SCHEMAS = {
  source: Source,
  incident: Incident,
  actor: Actor,
  programme: Programme,
  claim: Claim,
  conflict: Conflict,
  advisory: Advisory,
} as const;

export type RecordKind = keyof typeof RECORD_SCHEMAS;
export const RecordKind = z.enum(Object.keys(RECORD_SCHEMAS) as [RecordKind, ...RecordKind[]]);

export type BodyOf<K extends RecordKind> = z.infer<(typeof RECORD_SCHEMAS)[K]>;

/** A record as a catalogue hands it over, before it has a revision. */
export type RecordDraft = {
  [K in RecordKind]: { readonly kind: K; readonly body: BodyOf<K> };
}[RecordKind];

/** One revision of one record. Revisions are never changed or deleted. */
export type RecordRevision = RecordDraft & {
  /** `pack:tocsin`, `misp-galaxy`, `attack`, `desk`, … Ids are unique within kind and catalogue. */
  readonly catalogue: string;
  /** 1 for the first, counting up without gaps. */
  readonly revision: number;
  readonly contentHash: string;
  readonly recordedAt: Date;
  /** A person's id, `import`, or `pack`. */
  readonly recordedBy: string;
  /** The catalogue no longer carries the record; the body is the last one it had. */
  readonly withdrawn: boolean;
};
