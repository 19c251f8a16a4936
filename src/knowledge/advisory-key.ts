import type { Advisory } from '../domain/advisory.ts';
import { fold } from './normalise.ts';

/** The form under which numbers of advisories are compared: `cve 2024–1234` is `cve-2024-1234`. */
export function advisoryKey(number: string): string {
  return fold(number.slice(0, MAX_LENGTH).trim()).replace(/[\p{Pd}\p{Z}_]+/gu, '-');
}

/** Longer than any id, label or CVE id. */
const MAX_LENGTH = 100;

/** What an advisory may be asked for by. */
export function advisoryKeys({ label, cves }: Advisory): readonly string[] {
  return [...new Set([label, ...cves].map(advisoryKey))];
}
