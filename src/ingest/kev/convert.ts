import type { Candidate } from '../core/format.ts';
import { isAddress, pointedTo, shortened } from '../core/pointed-to.ts';
import type { KevEntry } from './schema.ts';

const PUBLISHER = 'CISA';
/** The catalogue's own page of one entry, as public files link to it. */
const ENTRY = 'https://www.cisa.gov/known-exploited-vulnerabilities-catalog?field_cve=';
const MOST_LINKS = 50;

/** The sources of an entry, and the entry. `where` is where it stands in its file. */
export function convertEntry(entry: KevEntry, where: string): Candidate[] {
  const { cveID, dateAdded, dueDate, knownRansomwareCampaignUse: ransomware } = entry;
  const id = `kev-${cveID.toLowerCase()}`;
  const links = linksIn(entry.notes).map((url) => pointedTo({ from: id, url }));
  return [
    {
      kind: 'source',
      where,
      body: {
        id: `src-${id}`,
        publisher: PUBLISHER,
        title: `Known Exploited Vulnerabilities Catalog: ${cveID}`,
        url: `${ENTRY}${cveID}`,
        publishedOn: dateAdded,
        tier: 'government',
      },
    },
    ...links.map((body): Candidate => ({ kind: 'source', where, body })),
    {
      kind: 'advisory',
      where,
      body: {
        id,
        kind: 'exploited-vulnerability',
        title: shortened(entry.vulnerabilityName, 300),
        label: cveID,
        publisher: PUBLISHER,
        publishedOn: dateAdded,
        cves: [cveID],
        products: productOf(entry),
        ...(entry.shortDescription !== '' && { summary: entry.shortDescription }),
        ...(entry.requiredAction !== '' && { advice: entry.requiredAction }),
        ...(dueDate !== undefined && { dueOn: dueDate }),
        ...(ransomware && { ransomware: ransomware === 'Known' ? 'known' : 'unknown' }),
        sources: [`src-${id}`],
        references: links.map((link) => link.id),
      },
    },
  ];
}

/** `Citrix Session Recording`; `Git` where vendor and product are both called that. */
function productOf({ vendorProject, product }: KevEntry): string[] {
  const name = product.toLowerCase().startsWith(vendorProject.toLowerCase())
    ? product
    : `${vendorProject} ${product}`.trim();
  return name === '' ? [] : [shortened(name, 200)];
}

/** Addresses in the notes, which are parted by semicolons or commas and stand in brackets at times. */
function linksIn(notes: string): string[] {
  const found = notes
    .split(/[\s"<>]+|[;,](?=https?:)/)
    .map((word) => word.replace(/^[^a-z]{0,3}(?=https?:)/i, '').replace(/[;,."')]{1,4}$/, ''))
    .filter(isAddress);
  return [...new Set(found)].slice(0, MOST_LINKS);
}
