import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { openWeb, type Web } from '../web/server.ts';

/** A document as it is offered; everything may be changed between two imports. */
export interface Offered {
  /** Under the directory: `2024/example-1.json`. */
  path: string;
  body: string;
  /** ISO 8601, as the provider writes it. */
  updated: string;
  label: string;
  checksum: 'sha256' | 'sha512' | 'wrong' | 'missing' | undefined;
  /** Answered instead of the document. */
  status?: number;
}

export type Offer = Partial<Offered> & Pick<Offered, 'path' | 'body'>;

/**
 * A CSAF provider (§7.1 of the standard) on loopback: metadata, ROLIE feeds by TLP label, directories
 * with `index.txt` and `changes.csv`, checksums. Not modelled: signatures, logins.
 */
export class CsafProvider implements AsyncDisposable {
  readonly documents: Offered[] = [];
  /** What the metadata tells of. */
  offers: 'feeds' | 'directories' | 'both' = 'both';
  hasChangesCsv = true;
  /** What another directory, listed first, has in place of a `changes.csv`. */
  brokenChanges: string | undefined;
  readonly #web: Web;

  private constructor(web: Web) {
    this.#web = web;
  }

  static async start(): Promise<CsafProvider> {
    let provider: CsafProvider | undefined;
    const web = await openWeb((request, response) => provider?.answer(request, response));
    provider = new CsafProvider(web);
    return provider;
  }

  /** For a fetcher to allow. */
  get authority(): string {
    return this.#web.authority;
  }

  get metadataUrl(): string {
    return this.url('/.well-known/csaf/provider-metadata.json');
  }

  url(path: string): string {
    return this.#web.url(path);
  }

  offer(document: Offer): Offered {
    const defaults = {
      updated: '2024-05-01T10:00:00Z',
      label: 'WHITE',
      checksum: 'sha512',
    } as const;
    const offered = { ...defaults, ...document };
    this.documents.push(offered);
    return offered;
  }

  /** Paths of the documents that were asked for since the last call, sorted. */
  asked(): string[] {
    const paths = this.#web.requests.slice(this.#seen).map(({ url = '' }) => url);
    this.#seen = this.#web.requests.length;
    const documents = new Set(this.documents.map(({ path }) => `/csaf/${path}`));
    return paths.filter((path) => documents.has(path)).sort();
  }
  #seen = 0;

  answer({ url = '' }: IncomingMessage, response: ServerResponse): void {
    const { status, body } = this.#at(url);
    response.writeHead(status).end(body);
  }

  #at(path: string): { status: number; body: string } {
    const found = (body: string | undefined) =>
      body === undefined ? { status: 404, body: '' } : { status: 200, body };
    if (path === '/.well-known/csaf/provider-metadata.json') return found(this.#metadata());
    const [, label] = /^\/csaf\/feed-(\w+)\.json$/.exec(path) ?? [];
    if (label !== undefined) return found(this.#feed(label));
    if (path === '/csaf/index.txt') {
      return found(this.documents.map((one) => one.path).join('\r\n'));
    }
    if (path === '/csaf/changes.csv')
      return found(this.hasChangesCsv ? this.#changes() : undefined);
    if (path === '/broken/changes.csv') return found(this.brokenChanges);
    const document = this.documents.find((one) => path.startsWith(`/csaf/${one.path}`));
    if (document === undefined) return found(undefined);
    if (path !== `/csaf/${document.path}`) return found(checksumOf(document));
    return { status: document.status ?? 200, body: document.body };
  }

  #metadata(): string {
    const labels = [...new Set(this.documents.map(({ label }) => label))];
    const feeds = labels.map((label) => ({
      tlp_label: label,
      url: this.url(`/csaf/feed-${label}.json`),
    }));
    const distributions = [
      ...(this.offers === 'directories' ? [] : [{ rolie: { feeds } }]),
      ...(this.brokenChanges === undefined ? [] : [{ directory_url: this.url('/broken') }]),
      ...(this.offers === 'feeds' ? [] : [{ directory_url: this.url('/csaf') }]),
    ];
    return JSON.stringify({ canonical_url: this.metadataUrl, distributions });
  }

  #feed(label: string): string {
    const listed = this.documents.filter((one) => one.label === label);
    const entry = listed.map(({ path, updated, checksum }) => {
      const src = this.url(`/csaf/${path}`);
      const suffix = checksum === 'sha256' ? 'sha256' : 'sha512';
      const hash = { rel: 'hash', href: `${src}.${suffix}` };
      const link = [{ rel: 'self', href: src }, ...(checksum === undefined ? [] : [hash])];
      return { id: path, updated, content: { src, type: 'application/json' }, link };
    });
    return JSON.stringify({ feed: { id: label, entry } });
  }

  #changes(): string {
    return this.documents.map(({ path, updated }) => `"${path}","${updated}"\n`).join('');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#web[Symbol.asyncDispose]();
  }
}

function checksumOf({ checksum, body, path }: Offered): string | undefined {
  if (checksum === undefined || checksum === 'missing') return undefined;
  const algorithm = checksum === 'sha256' ? 'sha256' : 'sha512';
  const digest = createHash(algorithm)
    .update(checksum === 'wrong' ? `${body} ` : body)
    .digest('hex');
  return `${digest}  ${path.split('/').at(-1)}\n`;
}
