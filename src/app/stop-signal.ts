const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** What a clean stop gets before the process ends without it, in milliseconds. */
const DEADLINE = 5_000;

/**
 * Told to stop: the promise resolves at the first SIGINT or SIGTERM. A second one, or a stop that
 * takes longer than five seconds, ends the process at once; a database left running that way is
 * found and used by the next start.
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  const { promise, resolve } = Promise.withResolvers<NodeJS.Signals>();
  let told = false;
  for (const signal of SIGNALS) {
    process.on(signal, () => {
      if (told) process.exit(130);
      told = true;
      setTimeout(() => process.exit(130), DEADLINE).unref();
      resolve(signal);
    });
  }
  return promise;
}
