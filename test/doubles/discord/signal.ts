/** Lets a test wait for what it expects, never for a time. */
export interface Signal {
  /** Says that something happened. */
  changed(): void;
  /**
   * Resolves as soon as the condition holds. It is asked again after every change here, and now and then
   * in between, because the client under test can change without a word to the double.
   * @throws Error naming `what` after `withinMs`, which is only there to end a test that hangs.
   */
  until<T>(what: string, condition: () => T | undefined | false, withinMs?: number): Promise<T>;
}

const PATIENCE_MS = 10_000;
const POLL_MS = 10;

export function signal(): Signal {
  const waiting = new Set<() => void>();

  function until<T>(
    what: string,
    condition: () => T | undefined | false,
    withinMs = PATIENCE_MS,
  ): Promise<T> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        settle(() => reject(new Error(`It never happened: ${what}`)));
      }, withinMs);
      const poll = setInterval(ask, POLL_MS);
      function settle(end: () => void): void {
        clearTimeout(timer);
        clearInterval(poll);
        waiting.delete(ask);
        end();
      }
      function ask(): void {
        try {
          const answer = condition();
          if (answer !== undefined && answer !== false) settle(() => resolve(answer));
        } catch (error) {
          settle(() => reject(error));
        }
      }
      waiting.add(ask);
      ask();
    });
  }

  return {
    changed: () => {
      for (const ask of [...waiting]) ask();
    },
    until,
  };
}
