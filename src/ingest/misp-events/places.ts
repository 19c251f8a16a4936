import { TocsinError } from '../../shared/errors.ts';
import type { Input } from '../core/input.ts';

/** A path's last part: `feed/a.json` is `a.json`. */
function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/**
 * Where the files that are read can be read by others: by their own address or, for files on this machine,
 * under the address that the option names.
 * @throws TocsinError when the option is no address
 */
export function placesOf(
  input: Input,
  publishedAt: string | undefined,
): (path: string | undefined) => string | undefined {
  if (publishedAt !== undefined && !/^https?:$/.test(URL.parse(publishedAt)?.protocol ?? '')) {
    throw new TocsinError('this is no address on the web', {
      code: 'misp-events.no-address',
      fault: 'user',
      where: 'published-at',
      remedy: 'Give the address under which the files are published: published-at=https://…/',
    });
  }
  const base =
    publishedAt === undefined
      ? input.is === 'address'
        ? input.name
        : undefined
      : publishedAt.replace(/\/*$/, '/');
  return (path) => {
    const file = path ?? (input.is === 'file' ? lastOf(input.name) : '');
    return base === undefined ? undefined : URL.parse(encodeURI(file), base)?.href;
  };
}
