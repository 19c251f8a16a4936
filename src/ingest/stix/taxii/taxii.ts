import type { Format, Reading } from '../../core/format.ts';
import type { Found } from '../bundle.ts';
import { recordsIn } from '../convert.ts';
import { asSource, pageAt } from '../pages.ts';
import { isUsed, SCHEMAS, typeOf } from '../schema.ts';
import { TaxiiClient } from './client.ts';
import { addedAfterIn, cursorOf } from './cursor.ts';
import { findCollection } from './find-collection.ts';
import { TAXII_OPTIONS, taxiiOptionsOf } from './options.ts';
import { type PagesOptions, pagesOf } from './pages.ts';

/**
 * A TAXII 2.1 collection: https://docs.oasis-open.org/cti/taxii/v2.1/os/taxii-v2.1-os.html
 *
 * After the first time it asks only for what was added since, and ends there when that is nothing that
 * Tocsin uses. When it is something, all that is used is read again: a record is made of many objects, and
 * one that was added or revoked may change what others say. The server leaves out what is not used, which
 * is nearly all, and the store writes only what differs.
 */
export const taxii: Format = {
  name: 'taxii',
  about: 'a TAXII 2.1 collection, by the address of its server',
  catalogue: 'taxii',
  options: TAXII_OPTIONS,
  async *read(input, reading) {
    const options = taxiiOptionsOf(input, reading);
    const { signal, note } = reading;
    const client = new TaxiiClient({
      input,
      authorization: options.authorization,
      now: () => new Date(),
      signal,
      note,
    });
    const collection = await findCollection(client, options.collection, note);
    const paging = {
      collection: collection.url,
      types: Object.keys(SCHEMAS),
      limit: options.limit,
    };
    const after = addedAfterIn(reading.cursor, collection.url);
    if (after !== undefined) {
      const latest = await latestIfUnused(client, { ...paging, after });
      if (latest !== undefined) {
        reading.onlyChanges();
        reading.leaveOffAt(cursorOf(collection.url, latest));
        return;
      }
    }
    const page = pageAt(collection.url);
    const known = page === undefined ? undefined : asSource(page, {}).publisher;
    const origin = { url: page?.url, publisher: options.publisher ?? known };
    const found = objectsIn(client, { ...paging, after: undefined }, reading);
    yield* recordsIn(found, { dialect: options.dialect, origin, reading });
  },
};

/** When the last of the objects was added, if Tocsin has no use for any; undefined when it has. */
async function latestIfUnused(
  client: TaxiiClient,
  options: PagesOptions & { readonly after: string },
): Promise<string | undefined> {
  let latest = options.after;
  for await (const { objects, lastAdded } of pagesOf(client, options)) {
    if (objects.some((value) => isUsed(typeOf(value) ?? ''))) return undefined;
    latest = lastAdded ?? latest;
  }
  return latest;
}

async function* objectsIn(
  client: TaxiiClient,
  options: PagesOptions,
  reading: Reading,
): AsyncGenerator<Found> {
  for await (const { number, objects, lastAdded } of pagesOf(client, options)) {
    for (const [index, value] of objects.entries()) {
      yield { value, where: `page ${number}, objects[${index}]` };
    }
    if (lastAdded !== undefined) reading.leaveOffAt(cursorOf(options.collection, lastAdded));
  }
}
