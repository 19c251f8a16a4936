import type { Source } from '../../domain/source.ts';

type Cited = Pick<Source, 'publisher' | 'title' | 'url' | 'publishedOn'> & {
  readonly via?: string | undefined;
};

/** Names that STIX keeps for lists with numbers of their own (section 2.5). */
const KEPT = /^(?:cve|capec)$/;
/** Stand in addresses that browsers follow, and not in a URI as RFC 3986 has it. */
const NO_URI = /["<>\\^`{|}[\]]/g;

/** A publication as an external reference: its publisher is what STIX calls the source's name. */
export function referenceTo({ publisher, title, url, publishedOn, via }: Cited): object {
  const read = via === undefined ? '' : ` (read at ${via})`;
  return {
    source_name: KEPT.test(publisher) ? publisher.toUpperCase() : publisher,
    description: `${title}${publishedOn === null ? '' : `, ${publishedOn}`}${read}`,
    url: new URL(url).href.replace(NO_URI, encodeURIComponent),
  };
}

export function cveReference(cve: string): object {
  return {
    source_name: 'cve',
    external_id: cve,
    url: `https://www.cve.org/CVERecord?id=${cve}`,
  };
}
