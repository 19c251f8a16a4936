import type { Party } from '../../domain/claim.ts';
import { RECORD_SCHEMAS, type RecordDraft, type RecordKind } from '../../domain/record.ts';
import type { ShapedFile } from './files.ts';
import { problemsOf } from './issues.ts';
import type { Problem } from './problem.ts';
import { FILE_SCHEMAS, type PackClaim, subjectIdOf } from './schema.ts';

/** A record as the file tells it, and where in the file it stands. */
interface Candidate {
  readonly kind: RecordKind;
  readonly path: readonly PropertyKey[];
  readonly body: object;
}

/** Makes a file's records, held against the domain's schemas. */
export function convertFile(file: ShapedFile): { drafts: RecordDraft[]; problems: Problem[] } {
  const drafts: RecordDraft[] = [];
  const problems: Problem[] = [];
  for (const { kind, path, body } of candidatesIn(file)) {
    const parsed = RECORD_SCHEMAS[kind].safeParse(body, { reportInput: true });
    if (parsed.success) drafts.push({ kind, body: parsed.data } as RecordDraft);
    else {
      const schema = FILE_SCHEMAS[file.kind];
      problems.push(...problemsOf(parsed.error.issues, schema, file.places, path));
    }
  }
  return { drafts, problems };
}

function candidatesIn(file: ShapedFile): Candidate[] {
  switch (file.kind) {
    case 'pack':
      return [];
    case 'sources':
      return file.content.map((body, index) => ({ kind: 'source', path: [index], body }));
    case 'conflicts':
      return file.content.map((body, index) => ({ kind: 'conflict', path: [index], body }));
    default: {
      const { claims, ...own } = file.content;
      const id = subjectIdOf(file.path);
      return [{ kind: file.kind, path: [], body: { id, ...own } }, ...claimsOf(id, claims)];
    }
  }
}

function claimsOf(subject: string, claims: readonly PackClaim[]): Candidate[] {
  return claims.map((claim, index) => ({
    kind: 'claim',
    path: ['claims', index],
    body: claimBody(subject, claim),
  }));
}

/** A claim as its file writes it, as the domain has it; its ids are whole. */
export function claimBody(subject: string, claim: PackClaim): object {
  const { id, figure, assertedBy, conflictsWith, supersedes, ...rest } = claim;
  const full = (reference: string) => fullClaimId(subject, reference);
  return {
    ...rest,
    id: full(id),
    about: subject,
    assertedBy: [assertedBy].flat().map(toParty),
    conflictsWith: conflictsWith.map(full),
    ...(figure && { figure: { ...figure, limitedBy: figure.limitedBy.map(full) } }),
    ...(supersedes !== undefined && { supersedes: full(supersedes) }),
  };
}

function toParty(party: string | Party): Party {
  return typeof party === 'string' ? { name: party } : party;
}

/** A claim's id of its own file has no dot; with one it is already whole. */
export function fullClaimId(subject: string, reference: string): string {
  return reference.includes('.') ? reference : `${subject}.${reference}`;
}
