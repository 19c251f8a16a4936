import { TocsinError } from '../../shared/errors.ts';

const SHOWN_LINES = 12;

/** The last lines of a text, indented to stand below a sentence. */
function lastLines(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .slice(-SHOWN_LINES)
    .map((line) => `  | ${line.trimEnd()}`)
    .join('\n');
}

/**
 * What is told when a program of PostgreSQL fails: its own last lines, and for a full disk that.
 * @param where the directory it worked in
 * @param output what it wrote, or its log
 */
export function serverError(what: string, where: string, output: string): TocsinError {
  const full = /No space left on device|Disk quota exceeded/.test(output);
  const lines = output.trim() === '' ? '' : ` It said:\n${lastLines(output)}`;
  return new TocsinError(`${what}${full ? ': the disk is full' : ''}.${lines}`, {
    code: full ? 'storage.disk-full' : 'storage.server',
    fault: full ? 'user' : 'ours',
    where,
    remedy: full
      ? 'free space on the disk and start again; what was stored is kept'
      : 'mend what the lines above name and start again, or set DATABASE_URL to a PostgreSQL server of your own',
  });
}
