import { TocsinError } from '../../shared/errors.ts';
import type { Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { asSource, pageAt } from './pages.ts';
import type { Origin } from './tale.ts';

/** Help for the options that every reader of STIX has. */
export const ORIGIN_OPTIONS = {
  url: 'where the bundle was published, to cite what names no address of its own',
  publisher: 'who published it, for what does not say who made it',
} as const;

/**
 * Where and by whom what is read was published: as the options say, else an address is its own origin.
 * @throws TocsinError `import.bad-option` when `url` is no address on the web
 */
export function originOf(input: Pick<Input, 'is' | 'name'>, { options }: Reading): Origin {
  const { url: given, publisher } = options;
  const url = given ?? (input.is === 'address' ? input.name : undefined);
  const page = pageAt(url);
  if (given !== undefined && page === undefined) {
    throw new TocsinError('the option url is no address on the web', {
      code: 'import.bad-option',
      fault: 'user',
      where: 'url',
      remedy: 'Give an address that begins with https:// and holds no password.',
    });
  }
  const name = publisher?.trim().slice(0, 120);
  const known = page === undefined ? undefined : asSource(page, {}).publisher;
  return { url: page?.url, publisher: name || known };
}
