import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { TocsinError } from '../shared/errors.ts';

/** Letters written at a time: many pieces are far smaller than what a system call costs. */
const CHUNK = 64 * 1024;

function* inChunks(pieces: Iterable<string>): Iterable<string> {
  let chunk = '';
  for (const piece of pieces) {
    chunk += piece;
    if (chunk.length < CHUNK) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** To standard output, at the pace of whoever reads it; one who goes away early is no fault. */
export async function writeToOutput(pieces: Iterable<string>, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(Readable.from(inChunks(pieces)), process.stdout, { end: false, signal });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
}

/**
 * A file that is written whole or not at all: what was there under the name stays until all is written.
 * Only the account that writes it may read it.
 * @throws TocsinError `export.cannot-write`; the signal's reason when it is aborted
 */
export async function writeToFile(
  path: string,
  pieces: Iterable<string>,
  signal: AbortSignal,
): Promise<void> {
  const unfinished = `${path}.${process.pid}.unfinished`;
  try {
    await using file = await open(unfinished, 'wx', 0o600);
    for (const chunk of inChunks(pieces)) {
      signal.throwIfAborted();
      await file.write(chunk);
    }
    await file.sync();
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    if (!(error instanceof Error) || !('syscall' in error)) throw error;
    throw new TocsinError(`the file cannot be written: ${error.message}`, {
      code: 'export.cannot-write',
      fault: 'user',
      where: path,
      remedy: 'Name a file in a folder that is there and that you may write to.',
      cause: error,
    });
  }
}
