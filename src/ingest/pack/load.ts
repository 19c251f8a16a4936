import { access, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PartialDate } from '../../domain/partial-date.ts';
import type { RecordDraft } from '../../domain/record.ts';
import { TocsinError } from '../../shared/errors.ts';
import { fingerprintOf, keep, readKept } from './cache.ts';
import { checkDuplicates, checkReferences, findUnused } from './check.ts';
import { type PackFiles, readPackFiles } from './client.ts';
import { checkContent } from './content.ts';
import { convertFile } from './convert.ts';
import { type ShapedFile, shapeFile } from './files.ts';
import { checkGroups, findBareLinks } from './groups.ts';
import { compareProblems, PackError, type Problem } from './problem.ts';
import { type Entry, entriesIn, makeRegister } from './register.ts';

/** A pack that holds together. */
export interface Pack {
  /** `pack:tocsin` */
  readonly catalogue: string;
  readonly title: string;
  /** The day its facts were last gone through. */
  readonly collectedOn: PartialDate;
  /** Sources, incidents, actors, programmes, claims and conflicts, in the order of the files. */
  readonly drafts: readonly RecordDraft[];
}

/** What `tocsin packs check` says. A pack with warnings still loads. */
export interface PackReport {
  readonly files: number;
  readonly records: number;
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/**
 * Reads the pack in a directory. With `cacheDirectory` a sound pack is kept there, and read from
 * there for as long as its files do not change.
 * @throws PackError with every problem, when there is one
 * @throws TocsinError `pack.unreadable` when the directory cannot be read
 */
export async function loadPack(directory: string, cacheDirectory?: string): Promise<Pack> {
  const read = await readable(directory, readPackFiles(directory));
  if (cacheDirectory === undefined) return soundPack(directory, read);
  const fingerprint = fingerprintOf(read.files);
  const kept = await readKept(cacheDirectory, directory, fingerprint);
  if (kept !== undefined && read.problems.length === 0) return kept;
  const pack = soundPack(directory, read);
  await keep(cacheDirectory, directory, fingerprint, pack);
  return pack;
}

function soundPack(directory: string, read: PackFiles): Pack {
  const { manifest, drafts, problems } = inspectPack(read);
  if (manifest === undefined || problems.length > 0) throw new PackError(directory, problems);
  return { ...manifest, drafts };
}

/**
 * Checks the pack in a directory, or every pack in its folders. File names in the report begin with
 * the pack's folder.
 * @throws TocsinError `pack.unreadable` or `pack.none`
 */
export async function checkPacks(directory: string): Promise<PackReport> {
  const report = { files: 0, records: 0, problems: [] as Problem[], warnings: [] as Problem[] };
  for (const path of await packDirectories(directory)) {
    const pack = inspectPack(await readable(path, readPackFiles(path)));
    const named = (problem: Problem) => ({ ...problem, file: `${basename(path)}/${problem.file}` });
    report.files += pack.files;
    report.records += pack.drafts.length;
    report.problems.push(...pack.problems.map(named));
    report.warnings.push(...pack.warnings.map(named));
  }
  return report;
}

export async function packDirectories(directory: string): Promise<string[]> {
  if (await hasManifest(directory)) return [directory];
  const entries = await readable(directory, readdir(directory, { withFileTypes: true }));
  const folders = entries
    .filter((entry) => entry.isDirectory())
    .map((e) => join(directory, e.name));
  const flags = await Promise.all(folders.map(hasManifest));
  const packs = folders.filter((_, index) => flags[index]).sort();
  if (packs.length > 0) return packs;
  throw new TocsinError('there is no pack here', {
    code: 'pack.none',
    fault: 'user',
    where: directory,
    remedy: 'Name a directory that holds pack.yaml, or one whose folders do.',
  });
}

function hasManifest(directory: string): Promise<boolean> {
  return access(join(directory, 'pack.yaml')).then(
    () => true,
    () => false,
  );
}

async function readable<T>(directory: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    throw new TocsinError('the pack cannot be read', {
      code: 'pack.unreadable',
      fault: 'user',
      where: directory,
      remedy: 'Check that the directory exists and that Tocsin may read it.',
      cause,
    });
  }
}

function inspectPack(read: PackFiles) {
  const files = read.files.map(shapeFile);
  const shaped = files.filter((file) => 'content' in file);
  const misshapen = files.filter((file) => 'problems' in file);
  const converted = shaped.map(convertFile);

  const entries = files.flatMap(entriesIn);
  const register = makeRegister(entries, misshapen);
  const problems = [
    ...read.problems,
    ...checkManifest(files),
    ...misshapen.flatMap((file) => file.problems),
    ...shaped.flatMap(checkContent),
    ...shaped.flatMap((file) => checkReferences(file, register)),
    ...shaped.flatMap((file) => checkGroups(file, register)),
    ...checkDuplicates(entries),
    ...converted.flatMap((result) => result.problems),
  ].sort(compareProblems);

  return {
    files: read.files.length,
    manifest: shaped.find((file) => file.kind === 'pack')?.content,
    drafts: converted.flatMap((result) => result.drafts),
    problems,
    // Where something is wrong, what uses a source may be what could not be read.
    warnings: problems.length > 0 ? [] : findDoubtful(shaped, entries),
  };
}

function findDoubtful(files: readonly ShapedFile[], entries: readonly Entry[]): Problem[] {
  return [...findUnused(files, entries), ...files.flatMap(findBareLinks)].sort(compareProblems);
}

function checkManifest(files: readonly { readonly path: string }[]): Problem[] {
  if (files.some(({ path }) => path === 'pack.yaml')) return [];
  const remedy = 'Add pack.yaml with catalogue, title and collectedOn.';
  return [{ file: 'pack.yaml', line: 1, column: 1, message: 'the file is missing', remedy }];
}
