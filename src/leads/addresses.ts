/**
 * What is added to an address to see where a reader came from, and leads to the same page without it:
 * the parameters of Google Analytics, advertising networks, mailing services and social networks.
 */
const TRACKING =
  /^(?:utm_.*|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|igshid|mc_cid|mc_eid|mkt_tok|_hsenc|_hsmi|cmpid|ocid|icid|ito|taid|at_medium|at_campaign|guccounter)$/;

const LONGEST = 2_000;

/** Query without what only tells where a reader came from, its parts in one order. */
function plainQuery(search: string): string {
  const parts = search.slice(1).split('&');
  const kept = parts.filter((part) => {
    const name = part.slice(0, part.includes('=') ? part.indexOf('=') : part.length);
    return part !== '' && !TRACKING.test(name.toLowerCase());
  });
  return kept.length === 0 ? '' : `?${kept.sort().join('&')}`;
}

/**
 * One page under several spellings of its address: `http` or `https`, `www.` or not, a slash at the end,
 * what marks a place in it or tells where its reader came from. Undefined for what is no such address.
 */
export function pageKey(url: string | undefined): string | undefined {
  if (url === undefined || url.length > LONGEST || !URL.canParse(url)) return undefined;
  const { protocol, host, pathname, search } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:') return undefined;
  const plainHost = host.replace(/^www\./, '').replace(/:(?:80|443)$/, '');
  const path = pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
  return `//${plainHost}${path}${plainQuery(search)}`;
}

/** One feed under several spellings of its address. What it asks for is kept. */
export function feedKey(url: string): string {
  const { host, pathname, search } = new URL(url);
  const path = pathname.endsWith('/') ? pathname.slice(0, -1) : pathname;
  return `//${host.replace(/:(?:80|443)$/, '')}${path}${search}`;
}
