import { createReadStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { TocsinError } from '../../shared/errors.ts';
import type { Input, InputStream } from './input.ts';

/** Of one read from the disk. */
const CHUNK = 256 * 1024;

function refused(message: string, where: string, remedy: string, cause?: unknown): TocsinError {
  return new TocsinError(message, {
    ...{ code: 'import.no-file', fault: 'user', where, remedy },
    ...(cause !== undefined && { cause }),
  });
}

/** The real path of what lies in a folder; links that lead out of it are not followed. */
async function within(folder: string, path: string): Promise<string> {
  const target = await realpath(join(folder, path)).catch((cause: unknown) => {
    throw refused(
      'there is no such file',
      path,
      'Check that it lies where it is looked for.',
      cause,
    );
  });
  if (target.startsWith(`${folder}${sep}`)) return target;
  throw refused('the path leads out of the folder', path, 'Put a copy of the file in the folder.');
}

/** Told of what is to be read, and of every chunk that is. */
export interface InputWatch {
  onSize?(bytes: number): void;
  onBytes?(count: number): void;
}

async function stream(path: string, watch: InputWatch): Promise<InputStream> {
  const found = await stat(path);
  // A named pipe would keep the reader waiting for ever.
  if (!found.isFile()) throw refused('this is no file', path, 'Name a file.');
  watch.onSize?.(found.size);
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK })) {
      watch.onBytes?.(chunk.length);
      yield chunk;
    }
  }
  return { bytes: bytes(), size: found.size, headers: {} };
}

/**
 * What lies at a path on this machine.
 * @throws TocsinError `import.no-file`
 */
export async function fileInput(path: string, watch: InputWatch = {}): Promise<Input> {
  const target = await realpath(path).catch((cause: unknown) => {
    throw refused('there is no such file or folder', path, 'Check the path.', cause);
  });
  const isFolder = (await stat(target)).isDirectory();
  const folder = isFolder ? target : dirname(target);
  return {
    name: path,
    is: isFolder ? 'folder' : 'file',
    async open(beside) {
      if (beside !== undefined) return stream(await within(folder, beside), watch);
      if (isFolder) throw refused('this is a folder', path, 'Name a file in it.');
      return stream(target, watch);
    },
    async list() {
      if (!isFolder) throw refused('this is no folder', path, 'Name the folder that holds it.');
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      return entries
        .filter((entry) => entry.isFile() && entry.name[0] !== '.')
        .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
        .sort();
    },
  };
}
