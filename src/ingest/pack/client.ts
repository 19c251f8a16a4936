import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Problem } from './problem.ts';

/** A file of a pack as found on disk. */
export interface PackFile {
  /** Path inside the pack, with `/`. */
  readonly path: string;
  readonly text: string;
}

/** What a pack directory holds, and what in it may not be read. */
export interface PackFiles {
  readonly files: readonly PackFile[];
  readonly problems: readonly Problem[];
}

/** Far above any file a person edits; it keeps a planted file from filling the memory. */
export const MAX_FILE_BYTES = 1024 * 1024;

/**
 * Reads every YAML file of a pack directory, sorted by path. Hidden files and files of other kinds
 * are passed over. Files that may not be read come back as problems.
 * @throws the file system's error when the directory itself cannot be read
 */
export async function readPackFiles(directory: string): Promise<PackFiles> {
  const root = await realpath(directory);
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter(
      (entry) => !entry.isDirectory() && /\.ya?ml$/i.test(entry.name) && entry.name[0] !== '.',
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const read = await Promise.all(paths.map((path) => readPackFile(root, path)));
  return {
    files: read.filter((result) => 'text' in result),
    problems: read.filter((result) => 'message' in result),
  };
}

async function readPackFile(root: string, path: string): Promise<PackFile | Problem> {
  const name = relative(root, path).split(sep).join('/');
  const refuse = (message: string, remedy: string): Problem => ({
    file: name,
    line: 1,
    column: 1,
    message,
    remedy,
  });
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined) {
    return refuse('the link leads nowhere', 'Remove it, or put a copy of the file in its place.');
  }
  if (!target.startsWith(root + sep)) {
    return refuse('the link leaves the pack', 'Put a copy of the file in its place.');
  }
  const found = await stat(target);
  // A named pipe would keep the reader waiting for ever.
  if (!found.isFile()) return refuse('this is no file', 'Put a file in its place.');
  const { size } = found;
  if (size > MAX_FILE_BYTES) {
    return refuse(
      `the file has ${size} bytes, more than the ${MAX_FILE_BYTES} allowed`,
      'Split it into several files.',
    );
  }
  return { path: name, text: await readFile(target, 'utf8') };
}
