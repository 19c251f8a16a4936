/** Position of the first item that is not less than `wanted`, in UTF-16 order. */
export function lowerBound(items: readonly string[], wanted: string, from = 0): number {
  let [low, high] = [from, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] as string) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Position after the last item that begins with `prefix`, given where the first one stands. */
export function prefixEnd(items: readonly string[], prefix: string, first: number): number {
  let [low, high] = [first, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((items[middle] as string).startsWith(prefix)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Puts `item` into a list that is kept in order and no longer than `limit`. Cheaper than sorting
 * all candidates when only a few are wanted.
 */
export function keepBest<T>(
  best: T[],
  item: T,
  limit: number,
  compare: (a: T, b: T) => number,
): void {
  if (limit < 1) return;
  if (best.length === limit && compare(item, best[limit - 1] as T) >= 0) return;
  let at = best.length;
  while (at > 0 && compare(item, best[at - 1] as T) < 0) at -= 1;
  best.splice(at, 0, item);
  if (best.length > limit) best.pop();
}
