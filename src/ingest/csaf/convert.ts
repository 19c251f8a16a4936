import type { z } from 'zod';
import { Advisory, CveId } from '../../domain/advisory.ts';
import { isPartialDate, type PartialDate } from '../../domain/partial-date.ts';
import type { Source } from '../../domain/source.ts';
import type { Candidate, Skip } from '../core/format.ts';
import { hashId, slug } from '../core/ids.ts';
import { isAddress, pointedTo, shortened, tierOfHost } from '../core/pointed-to.ts';
import { markOf } from './marking.ts';
import { productsOf, TOO_LARGE } from './products.ts';
import { CsafDocument, type Vulnerability } from './schema.ts';

const MOST_CVES = 2000;
const MOST_PRODUCTS = 1000;
const MOST_REFERENCES = 1000;
const MOST_SUMMARY = 10_000;
/** Some publish thousands of notes, none of which would be read. */
const MOST_NOTES = 50;
const LONGEST_ID = 80;

/** Where a document was found. */
export interface Place {
  /** For whoever has to look. */
  readonly where: string;
  /** Its own address, where it has one. */
  readonly url?: string | undefined;
  /** TLP label of the feed that lists it. */
  readonly feedLabel?: string | undefined;
}

/** The sources of a document and its advisory, which are whole or not there at all; or why not. */
export function convertDocument(value: unknown, place: Place): readonly Candidate[] | Skip {
  const { where } = place;
  const parsed = CsafDocument.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const detail = `${issue?.path.join('.')}: ${issue?.message}`;
    return { reason: 'not a CSAF 2.0 document', where, detail };
  }
  const { document, vulnerabilities = [], product_tree: tree } = parsed.data;
  const { tracking } = document;
  if (tracking.status === 'draft') return { reason: 'a draft', where, detail: tracking.id };
  const tlp = markOf(document.distribution, place.feedLabel);
  if (tlp === undefined) {
    const detail = document.distribution?.tlp?.label ?? place.feedLabel ?? '';
    return { reason: 'a TLP label that is not known', where, detail };
  }
  const products = productsOf(tree, vulnerabilities);
  if (products === TOO_LARGE) return { reason: 'a product tree that is too large', where };
  const id = idOf(document);
  const publishedOn = dayOf(tracking.initial_release_date);
  const updatedOn = dayOf(tracking.current_release_date);
  const own = ownSource(document, id, publishedOn, place.url);
  if (own === undefined) return { reason: 'no address to refer to', where, detail: tracking.id };
  const links = linksOf(document, id, own.url);
  const summary = summaryOf(document, vulnerabilities);
  const advisory = Advisory.safeParse({
    id,
    kind: 'security-advisory',
    title: shortened(document.title, 300),
    label: shortened(tracking.id, 80),
    publisher: shortened(document.publisher.name, 120),
    publishedOn,
    ...(updatedOn !== null && updatedOn !== publishedOn && { updatedOn }),
    cves: cvesOf(vulnerabilities),
    products: products.slice(0, MOST_PRODUCTS),
    ...(products.length > MOST_PRODUCTS && { moreProducts: products.length - MOST_PRODUCTS }),
    ...(summary !== '' && { summary }),
    tlp,
    sources: [own.id],
    references: links.map((link) => link.id),
  } satisfies z.input<typeof Advisory>);
  if (!advisory.success) {
    const [issue] = advisory.error.issues;
    return { reason: 'not a sound advisory', where, detail: `${issue?.path}: ${issue?.message}` };
  }
  const sources = [own, ...links].map((body): Candidate => ({ kind: 'source', where, body }));
  return [...sources, { kind: 'advisory', where, body: advisory.data }];
}

/** A number is its publisher's own (§3.2.1.12.4), so that the publisher's name on the net goes before it. */
function idOf({ publisher, tracking }: CsafDocument['document']): string {
  const { namespace } = publisher;
  const host = URL.canParse(namespace) ? new URL(namespace).hostname.replace(/^www\./, '') : '';
  const number = tracking.id.toLowerCase();
  const words = slug(number);
  const own = words === number ? words : hashId(words.slice(0, 40) || 'no', number);
  const id = `${slug(host) || hashId('by', namespace)}.${own}`;
  return id.length <= LONGEST_ID ? id : hashId('csaf', `${namespace} ${number}`);
}

/** The publisher's own date, whatever the zone. */
function dayOf(moment: string): PartialDate | null {
  const day = moment.slice(0, 10);
  return isPartialDate(day) ? day : null;
}

/** The page for people, else the document itself, else the publisher's own pages. */
function ownSource(
  { references = [], publisher, title }: CsafDocument['document'],
  id: string,
  publishedOn: PartialDate | null,
  fetchedFrom: string | undefined,
): z.input<typeof Source> | undefined {
  const self = references.filter(({ category, url }) => category === 'self' && isAddress(url));
  const page = self.find(({ url }) => !new URL(url).pathname.endsWith('.json'));
  const url = [page?.url, self[0]?.url, fetchedFrom, publisher.namespace].find(
    (one) => one !== undefined && isAddress(one),
  );
  if (url === undefined) return undefined;
  const namespace = isAddress(publisher.namespace) ? publisher.namespace : url;
  return {
    id: hashId('src', `${id} itself`),
    publisher: shortened(publisher.name, 120),
    title: shortened(title, 300),
    url,
    publishedOn,
    tier: publisher.category === 'vendor' ? 'vendor' : tierOfHost(new URL(namespace).hostname),
  };
}

function linksOf(
  { references = [] }: CsafDocument['document'],
  from: string,
  own: string,
): z.input<typeof Source>[] {
  const byUrl = new Map<string, string | undefined>();
  for (const { url, summary } of references) {
    if (byUrl.size >= MOST_REFERENCES) break;
    if (url !== own && isAddress(url) && !byUrl.has(url)) byUrl.set(url, summary);
  }
  return [...byUrl].map(([url, title]) => pointedTo({ from, url, title }));
}

function cvesOf(vulnerabilities: readonly Vulnerability[]): CveId[] {
  const found = vulnerabilities.flatMap(({ cve }) => CveId.safeParse(cve).data ?? []);
  return [...new Set(found)].slice(0, MOST_CVES);
}

/** What the document says in sum; where it does not, what it says of each vulnerability. */
function summaryOf(
  { notes = [] }: CsafDocument['document'],
  vulnerabilities: readonly Vulnerability[],
): string {
  const tells = ({ category }: { readonly category: string }) =>
    category === 'summary' || category === 'description';
  const whole = notes.filter(tells).map(({ text }) => text);
  const each = vulnerabilities
    .slice(0, MOST_NOTES)
    .flatMap(({ cve, title, notes: own = [] }) =>
      own.filter(tells).map(({ text }) => `${cve ?? title ?? 'A vulnerability'}: ${text}`),
    );
  const told = whole.length > 0 ? whole : each;
  return shortened(told.slice(0, MOST_NOTES).join('\n\n'), MOST_SUMMARY);
}
