export type InTime<T> = { readonly late: false; readonly value: T } | { readonly late: true };

/**
 * Waits for work, but not longer than a platform waits for its acknowledgement. The work goes on
 * either way.
 * @param patience milliseconds
 * @throws what the work throws in time
 */
export async function inTime<T>(work: Promise<T>, patience: number): Promise<InTime<T>> {
  const { promise, resolve } = Promise.withResolvers<InTime<T>>();
  const timer = setTimeout(() => resolve({ late: true }), patience);
  try {
    return await Promise.race([work.then((value) => ({ late: false, value }) as const), promise]);
  } finally {
    clearTimeout(timer);
  }
}
