import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Input, InputStream } from '../../src/ingest/core/input.ts';
import { TocsinError } from '../../src/shared/errors.ts';

/** Contents by path. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

/** The one file of an input that has no other. */
const ALONE = 'input';

function nothingAt(path: string): TocsinError {
  return new TocsinError('there is no such file', {
    code: 'import.no-such-file',
    fault: 'user',
    where: path,
    remedy: 'Check the path.',
  });
}

/**
 * An input whose files are held in memory. With a `main` file it is that file, and the others lie beside
 * it; without, it is a folder of them. One text alone is a file.
 */
export function inputOf(files: Files | string, main?: string): Input {
  const all: Files = typeof files === 'string' ? { [ALONE]: files } : files;
  const itself = typeof files === 'string' ? ALONE : main;
  const bytesOf = (path: string): Buffer => {
    const content = all[path];
    if (content === undefined) throw nothingAt(path);
    return Buffer.from(content);
  };
  return {
    name: itself ?? 'folder',
    is: itself === undefined ? 'folder' : 'file',
    async open(path = itself) {
      return streamOf(bytesOf(path ?? '.'));
    },
    async list() {
      if (itself !== undefined) throw nothingAt(itself);
      return Object.keys(all).sort();
    },
  };
}

/** A file or a folder on disk, with what lies beside or in it. */
export function inputAt(path: string): Input {
  const isFolder = statSync(path).isDirectory();
  return {
    name: path,
    is: isFolder ? 'folder' : 'file',
    async open(beside) {
      const file = beside === undefined ? path : join(isFolder ? path : join(path, '..'), beside);
      const size = statSync(file, { throwIfNoEntry: false })?.size;
      if (size === undefined) throw nothingAt(file);
      return { bytes: createReadStream(file), size, headers: {} };
    },
    async list() {
      return readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => relative(path, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .sort();
    },
  };
}

/** All of a file or folder on disk in memory, so that a test can change it. */
export function filesAt(path: string): Files {
  if (!statSync(path).isDirectory()) return { [ALONE]: readFileSync(path) };
  const paths = readdirSync(path, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    paths
      .filter((one) => statSync(join(path, one)).isFile())
      .map((one) => [one, readFileSync(join(path, one))]),
  );
}

/** In pieces, some of which end within a character. */
function streamOf(content: Buffer): InputStream {
  const size = content.length;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < size; from += 1021) yield content.subarray(from, from + 1021);
  }
  return { bytes: pieces(), size, headers: {} };
}
