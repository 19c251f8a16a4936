/** Work that goes on after its request was acknowledged. */
export interface UnderWay {
  /** Runs work in the background; a failure goes to the handler given at the start. */
  run(work: () => Promise<void>): void;
  /** How many are not finished. */
  readonly count: number;
  /** Resolves when all that was begun is finished, or after the patience, in milliseconds. */
  settle(patience: number): Promise<void>;
}

/** @param onError told of work that failed */
export function underWay(onError: (error: unknown) => void): UnderWay {
  const running = new Set<Promise<void>>();
  return {
    run(work) {
      const task: Promise<void> = work()
        .catch(onError)
        .finally(() => running.delete(task));
      running.add(task);
    },
    get count() {
      return running.size;
    },
    async settle(patience) {
      const { promise: late, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(resolve, patience);
      const all = async () => {
        while (running.size > 0) await Promise.allSettled(running);
      };
      await Promise.race([all(), late]);
      clearTimeout(timer);
    },
  };
}
