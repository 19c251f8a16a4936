import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RECORD_SCHEMAS, type RecordDraft } from '../../domain/record.ts';
import type { PackFile } from './client.ts';
import type { Pack } from './load.ts';

// Reading a quarter of a megabyte of YAML takes longer than the rest of a start. A pack that was
// found sound is therefore kept as JSON, under a fingerprint of the files it was read from.

/** Raise it when the same files would give other records. */
const FORMAT = 1;

/** A hash of every file's path and text: equal files give equal records. */
export function fingerprintOf(files: readonly PackFile[]): string {
  const hash = createHash('sha256').update(`format ${FORMAT}\0`);
  for (const { path, text } of files) hash.update(`${path}\0${text.length}\0${text}`);
  return hash.digest('hex');
}

/**
 * The pack kept for a directory, when it was read from the same files and its records still fit the
 * schemas. Anything else, a damaged file included, counts as not kept.
 */
export async function readKept(
  cacheDirectory: string,
  directory: string,
  fingerprint: string,
): Promise<Pack | undefined> {
  try {
    const kept = JSON.parse(await readFile(fileFor(cacheDirectory, directory), 'utf8'));
    if (kept.fingerprint !== fingerprint) return undefined;
    return { ...kept.pack, drafts: kept.pack.drafts.map(revalidated) };
  } catch {
    return undefined;
  }
}

/** Keeps a sound pack. Where that fails the next start reads the YAML again: nothing is lost. */
export async function keep(
  cacheDirectory: string,
  directory: string,
  fingerprint: string,
  pack: Pack,
): Promise<void> {
  const file = fileFor(cacheDirectory, directory);
  const unfinished = `${file}.${process.pid}`;
  try {
    await madeIn(cacheDirectory);
    await writeFile(unfinished, JSON.stringify({ fingerprint, pack }));
    await rename(unfinished, file);
  } catch {
    return;
  }
}

/** Makes the directory, but not its parent: whoever owns that sets its access. */
async function madeIn(directory: string): Promise<void> {
  await mkdir(directory).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
}

function fileFor(cacheDirectory: string, directory: string): string {
  const name = createHash('sha256').update(directory).digest('hex').slice(0, 16);
  return join(cacheDirectory, `pack-${name}.json`);
}

/** @throws ZodError when a schema has changed since the record was kept */
function revalidated({ kind, body }: RecordDraft): RecordDraft {
  return { kind, body: RECORD_SCHEMAS[kind].parse(body) } as RecordDraft;
}
