import { TocsinError } from '../../../shared/errors.ts';
import type { TaxiiClient } from './client.ts';
import { notTaxii, refusalIn } from './problems.ts';
import { ApiRoot, Collection, Collections, Discovery, Envelope } from './schema.ts';

export interface FoundCollection {
  /** Ends with a slash. */
  readonly url: string;
  readonly title: string;
}

interface Offer extends Collection {
  readonly url: string;
}

/** More would not be read by anybody. */
const MOST_LISTED = 30;

/** Addresses of TAXII end with a slash, and what lies under them is found from there. */
function folder(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname.replace(/\/*$/, '/')}`;
}

/**
 * The collection that is meant, from the address of a server's discovery, an API root, its list of
 * collections, a collection or its objects; of a host alone, from its discovery.
 * @throws TocsinError `import.taxii-collection` with those there are, when none or several are meant
 */
export async function findCollection(
  client: TaxiiClient,
  wanted: string | undefined,
  note: (what: string) => void,
): Promise<FoundCollection> {
  const { body, url } = await firstAnswer(client);
  if (Discovery.safeParse(body).success) {
    const { api_roots: roots } = Discovery.parse(body);
    return chosen(await offersOfRoots(client, roots, url, note), wanted, url);
  }
  if (Collections.safeParse(body).success) return chosen(offersIn(body, url), wanted, url);
  if (ApiRoot.safeParse(body).success) return chosen(await offersOf(client, url), wanted, url);
  const itself = Collection.safeParse(body).data;
  if (itself !== undefined) return chosen([{ ...itself, url }], itself.id, url);
  const isPage = Envelope.safeParse(body).success && /\/objects\/$/.test(url);
  if (isPage) return { url: url.replace(/objects\/$/, ''), title: url };
  throw notTaxii(client.address);
}

async function firstAnswer(client: TaxiiClient): Promise<{ body: unknown; url: string }> {
  const url = folder(client.address);
  try {
    return { body: (await client.get()).body, url };
  } catch (error) {
    // Section 4.1: where discovery is, when nobody says so.
    const discovery = new URL('/taxii2/', url).href;
    if (new URL(url).pathname !== '/' || refusalIn(error)?.status !== 404) throw error;
    return { body: (await client.get(discovery)).body, url: discovery };
  }
}

/** Of every API root that can be read. One that cannot, of several, is passed over. */
async function offersOfRoots(
  client: TaxiiClient,
  roots: readonly string[],
  base: string,
  note: (what: string) => void,
): Promise<readonly Offer[]> {
  const offers: Offer[] = [];
  const failures: unknown[] = [];
  for (const root of roots) {
    const url = URL.parse(root, base);
    if (url === null || !/^https?:$/.test(url.protocol)) continue;
    try {
      offers.push(...(await offersOf(client, folder(url.href))));
    } catch (error) {
      if (!(error instanceof TocsinError)) throw error;
      failures.push(error);
      note('API root that could not be read');
    }
  }
  if (offers.length === 0 && failures.length > 0) throw failures[0];
  return offers;
}

async function offersOf(client: TaxiiClient, root: string): Promise<readonly Offer[]> {
  const url = `${root}collections/`;
  return offersIn((await client.get(url)).body, url);
}

function offersIn(body: unknown, url: string): readonly Offer[] {
  const items = Collections.safeParse(body).data?.collections ?? [];
  return items.flatMap((item) => {
    const collection = Collection.safeParse(item).data;
    if (collection === undefined) return [];
    return [{ ...collection, url: `${url}${encodeURIComponent(collection.id)}/` }];
  });
}

function chosen(
  offers: readonly Offer[],
  wanted: string | undefined,
  where: string,
): FoundCollection {
  const readable = offers.filter((one) => one.can_read);
  const name = wanted?.toLowerCase();
  const isMeant = ({ id, title, alias }: Offer): boolean =>
    [id, title, alias].some((one) => one?.toLowerCase() === name);
  const meant = name === undefined ? readable : readable.filter(isMeant);
  const [only] = meant;
  if (only !== undefined && meant.length === 1) return { url: only.url, title: only.title };
  const list = readable.slice(0, MOST_LISTED).map(({ id, title }) => `${title} (${id})`);
  const rest = readable.length - list.length;
  const all = [...list, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
  throw new TocsinError(problemWith(readable.length, wanted), {
    code: 'import.taxii-collection',
    fault: 'user',
    where,
    remedy:
      readable.length === 0
        ? 'Ask whoever runs the server for leave to read a collection.'
        : `Name one by its id with the option collection: ${all}.`,
  });
}

function problemWith(readable: number, wanted: string | undefined): string {
  if (readable === 0) return 'there is no collection that may be read';
  return wanted === undefined
    ? `there are ${readable} collections, and none is named`
    : `no one collection is called “${wanted.slice(0, 120)}”`;
}
