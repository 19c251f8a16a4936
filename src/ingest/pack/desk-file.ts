import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { RECORD_SCHEMAS, type RecordDraft } from '../../domain/record.ts';
import { TocsinError } from '../../shared/errors.ts';
import { MAX_FILE_BYTES } from './client.ts';
import { claimBody } from './convert.ts';
import { DESK_SCHEMAS, type DeskClaim, type DeskContent } from './desk-schema.ts';
import { type Places, parsePackFile } from './document.ts';
import { problemsOf } from './issues.ts';
import type { Problem } from './problem.ts';

/** A file of `tocsin publish` that has the shape it needs. */
export interface DeskUpdate {
  readonly content: DeskContent;
  /** Sources and claims of the catalogue `desk`. */
  readonly records: readonly RecordDraft[];
  readonly places: Places;
}

export type DeskReading =
  | { readonly ok: true; readonly update: DeskUpdate }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** @throws TocsinError `desk-file.unreadable` */
async function textOf(path: string): Promise<string> {
  const unreadable = (message: string, cause?: unknown) =>
    new TocsinError(message, {
      code: 'desk-file.unreadable',
      fault: 'user',
      where: path,
      remedy: 'Name a YAML file that this user may read; docs/editing.md shows one.',
      ...(cause === undefined ? {} : { cause }),
    });
  try {
    const found = await stat(path);
    if (!found.isFile()) throw unreadable('This is no file.');
    if (found.size > MAX_FILE_BYTES) throw unreadable('The file is too large.');
    return await readFile(path, 'utf8');
  } catch (error) {
    throw error instanceof TocsinError ? error : unreadable('The file cannot be read.', error);
  }
}

function actOf(value: unknown): DeskContent['act'] {
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  if (keys.includes('retract')) return 'retract';
  return keys.includes('correct') ? 'correct' : 'publish';
}

function bodyOf({ about, ...claim }: DeskClaim): object {
  return claimBody(about, claim);
}

function recordsOf(content: DeskContent, places: Places) {
  const records: RecordDraft[] = [];
  const problems: Problem[] = [];
  if (content.act === 'retract') return { records, problems };
  const schema = DESK_SCHEMAS[content.act];
  for (const body of content.sources) records.push({ kind: 'source', body });
  for (const [index, claim] of content.claims.entries()) {
    const parsed = RECORD_SCHEMAS.claim.safeParse(bodyOf(claim), { reportInput: true });
    if (parsed.success) records.push({ kind: 'claim', body: parsed.data });
    else problems.push(...problemsOf(parsed.error.issues, schema, places, ['claims', index]));
  }
  return { records, problems };
}

/** Reads what a file says; whether what it names is known is for `checkDeskUpdate`. */
export function readDeskText(name: string, text: string): DeskReading {
  const { value, problems, places } = parsePackFile({ path: name, text });
  if (problems.length > 0) return { ok: false, problems };
  const act = actOf(value);
  const schema = DESK_SCHEMAS[act];
  const parsed = schema.safeParse(value, { reportInput: true });
  if (!parsed.success) {
    return { ok: false, problems: problemsOf(parsed.error.issues, schema, places) };
  }
  const content = { act, ...parsed.data } as DeskContent;
  const made = recordsOf(content, places);
  if (made.problems.length > 0) return { ok: false, problems: made.problems };
  return { ok: true, update: { content, records: made.records, places } };
}

/**
 * Reads a file of `tocsin publish`.
 * @throws TocsinError `desk-file.unreadable`
 */
export async function readDeskFile(path: string): Promise<DeskReading> {
  return readDeskText(basename(path), await textOf(path));
}
