const LONGEST_LINK = 2000;

/** What a relative address is relative to: each base within the one before it (XML Base, section 4). */
export function baseOf(...bases: readonly (string | undefined)[]): string | undefined {
  let within: string | undefined;
  for (const base of bases) {
    const url = base === undefined ? null : URL.parse(base.trim(), within);
    if (url?.protocol === 'http:' || url?.protocol === 'https:') within = url.href;
  }
  return within;
}

/** An address of the Web in full; undefined for any other, and for one with a user name in it. */
export function webAddress(
  address: string | undefined,
  base: string | undefined,
): string | undefined {
  if (address === undefined || address.length > LONGEST_LINK) return undefined;
  const url = URL.parse(address.trim(), base);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  return url.username === '' && url.password === '' ? url.href : undefined;
}
