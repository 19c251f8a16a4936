import type { Cluster } from './schema.ts';

const ROOM_FOR_LIST = 1500;

/** The texts under a key, which holds one or a list, without empty ones and each once. */
export function textsOf({ meta }: Cluster, key: string): readonly string[] {
  const value = meta?.[key];
  const all = Array.isArray(value) ? value : [value];
  const texts = all.filter((one): one is string => typeof one === 'string');
  return [...new Set(texts.map((one) => one.trim()).filter((one) => one !== ''))];
}

/** With semicolons, as some hold commas, as far as a claim has room; what is left out is counted. */
export function listed(texts: readonly string[]): string {
  let length = 0;
  const shown = texts.filter((text, at) => {
    length += text.length + 2;
    return at === 0 || length <= ROOM_FOR_LIST;
  });
  const words = shown.map((text) => text.slice(0, ROOM_FOR_LIST)).join('; ');
  const more = texts.length - shown.length;
  return more === 0 ? words : `${words} and ${more} more`;
}

/** Whether the entry points at the tracker of the Council on Foreign Relations. */
export function citesCfr(cluster: Cluster): boolean {
  return textsOf(cluster, 'refs').some((ref) => {
    const host = URL.parse(ref)?.hostname ?? '';
    return host === 'cfr.org' || host.endsWith('.cfr.org');
  });
}
