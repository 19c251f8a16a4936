import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The server's log, in its own directory. */
export const SERVER_LOG = 'server.log';

/** Bytes after which a start begins a new log; one older log is kept. */
const LONG = 1024 * 1024;
/** Bytes that are read back at most. */
const TAIL = 16_384;

/** Puts a long log aside; returns the position at which the next lines will stand. */
export async function beginLog(directory: string): Promise<number> {
  const path = join(directory, SERVER_LOG);
  const size = await stat(path).then(
    (entry) => entry.size,
    () => 0,
  );
  if (size < LONG) return size;
  await rm(`${path}.1`, { force: true });
  await rename(path, `${path}.1`);
  return 0;
}

/** The end of the log, from a position on; empty when there is none. */
export async function readLog(directory: string, position = 0): Promise<string> {
  try {
    await using handle = await open(join(directory, SERVER_LOG));
    const { size } = await handle.stat();
    const start = Math.max(position, size - TAIL);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(TAIL), 0, TAIL, start);
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  }
}
