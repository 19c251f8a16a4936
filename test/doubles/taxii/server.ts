import type { IncomingMessage, ServerResponse } from 'node:http';
import { openWeb, type Web } from '../web/server.ts';
import { envelopeFor, type Reply } from './envelope.ts';

/** What the specification calls the media type of everything. */
const MEDIA_TYPE = 'application/taxii+json;version=2.1';

/** An object and when it was added to its collection: RFC 3339, in UTC. */
export interface Added {
  readonly object: Record<string, unknown>;
  readonly at: string;
}

export interface TaxiiCollection {
  readonly id: string;
  readonly title: string;
  readonly alias?: string;
  readonly canRead?: boolean;
  /** In the order in which they were added. */
  readonly objects: readonly Added[];
}

export interface TaxiiOptions {
  /** Collections of each API root, by the root's name. */
  readonly roots: Readonly<Record<string, readonly TaxiiCollection[]>>;
  /** The only value of the header that is let in; anybody is when absent. */
  readonly authorization?: string;
  /** Most objects on a page, whatever is asked for. */
  readonly most?: number;
  /** Gives no `next`: the client has to go on by the date of the last object. */
  readonly withoutNext?: boolean;
}

/** What goes wrong with the next request that nothing has gone wrong with yet. */
export type Trouble =
  | { readonly is: 'busy'; readonly status: 429 | 503; readonly retryAfter?: string }
  | { readonly is: 'cut' }
  | { readonly is: 'forgets' };

export interface TaxiiServer extends Web {
  /** Each takes effect once, in order, on requests for objects. */
  readonly troubles: Trouble[];
  /** Adds to a collection by its id. */
  add(collection: string, ...added: readonly Added[]): void;
}

/**
 * A TAXII 2.1 server as sections 3 to 5 of the specification have it, with what is read here: discovery,
 * API roots, collections, and their objects with filters, limits and paging.
 */
export async function openTaxii(options: TaxiiOptions): Promise<TaxiiServer> {
  const troubles: Trouble[] = [];
  const later = new Map<string, Added[]>();
  const objectsOf = ({ id, objects }: TaxiiCollection) => [...objects, ...(later.get(id) ?? [])];

  const objectsReply = (collection: TaxiiCollection, parameters: URLSearchParams) => {
    const trouble = troubles.shift();
    if (trouble?.is === 'cut') return 'cut';
    if (trouble?.is === 'busy') {
      const { retryAfter: after, status } = trouble;
      return refusal(status, 'Busy', after === undefined ? {} : { 'retry-after': after });
    }
    return envelopeFor(objectsOf(collection), {
      parameters,
      most: options.most ?? 1_000,
      withoutNext: options.withoutNext ?? false,
      forgets: trouble?.is === 'forgets',
    });
  };

  const web = await openWeb((request, response) => {
    const url = new URL(request.url ?? '/', 'http://taxii.test');
    const found = refusedAtTheDoor(request, options) ?? placeAt(url.pathname, options);
    const reply = 'objectsOf' in found ? objectsReply(found.objectsOf, url.searchParams) : found;
    if (reply === 'cut') cut(response);
    else {
      response.writeHead(reply.status, { 'content-type': MEDIA_TYPE, ...reply.headers });
      response.end(JSON.stringify(reply.body));
    }
  });
  return Object.assign(web, {
    troubles,
    add(collection: string, ...added: readonly Added[]) {
      later.set(collection, [...(later.get(collection) ?? []), ...added]);
    },
  });
}

/** Section 5: an error message. */
function refusal(status: number, title: string, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: { title, http_status: String(status) } };
}

function given(body: object): Reply {
  return { status: 200, headers: {}, body };
}

function refusedAtTheDoor(
  { headers }: IncomingMessage,
  { authorization }: TaxiiOptions,
): Reply | undefined {
  if (!speaksTaxii(headers.accept ?? '')) return refusal(406, 'Not Acceptable');
  if (authorization === undefined || headers.authorization === authorization) return undefined;
  return refusal(401, 'Unauthorized', { 'www-authenticate': 'Basic realm="taxii"' });
}

/** What lies at a path: every one ends with a slash. */
function placeAt(path: string, { roots }: TaxiiOptions): Reply | { objectsOf: TaxiiCollection } {
  const [, first = '', part, id, last, ...rest] = path.split('/');
  if (path === '/taxii2/') {
    return given({ title: 'A server', api_roots: Object.keys(roots).map((name) => `/${name}/`) });
  }
  const root = roots[first];
  if (root !== undefined && path === `/${first}/`) {
    return given({ title: first, versions: [MEDIA_TYPE], max_content_length: 1_048_576 });
  }
  if (root !== undefined && path === `/${first}/collections/`) {
    return given(root.length === 0 ? {} : { collections: root.map(described) });
  }
  const collection = part === 'collections' ? root?.find((one) => one.id === id) : undefined;
  if (collection === undefined) return refusal(404, 'Not Found');
  if (last === '' && rest.length === 0) return given(described(collection));
  if (collection.canRead === false) return refusal(403, 'Forbidden');
  const isObjects = last === 'objects' && rest.join() === '';
  return isObjects ? { objectsOf: collection } : refusal(404, 'Not Found');
}

/** Begins to answer and breaks off. */
function cut(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': MEDIA_TYPE, 'content-length': '1000' });
  response.write('{"objects": [');
  setImmediate(() => response.destroy());
}

/** Section 1.6.8.1: without a version, or with the one spoken here. */
function speaksTaxii(accept: string): boolean {
  return /^application\/taxii\+json\s*(?:;\s*version=2\.1\s*)?$/.test(accept.trim());
}

function described({ id, title, alias, canRead = true }: TaxiiCollection) {
  const media = ['application/stix+json;version=2.1'];
  const names = { id, title, ...(alias !== undefined && { alias }) };
  return { ...names, can_read: canRead, can_write: false, media_types: media };
}
