import { Presets, SingleBar } from 'cli-progress';
import type { ImportWatch } from '../app/imports.ts';

const MIB = 1024 * 1024;

/** A bar on standard error while an import runs. */
export interface Progress extends Disposable {
  readonly watch: ImportWatch;
  /** Takes the bar away; it does not come back. */
  stop(): void;
}

/**
 * Shows nothing where there is no terminal: a log full of bars helps nobody. Ends with the signal.
 */
export function showProgress(signal: AbortSignal): Progress {
  let [bytes, size, records] = [0, 0, 0];
  let stopped = !process.stderr.isTTY;
  const bar = new SingleBar(
    {
      format: '{bar} {read} MiB, {records} records',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: true,
      etaBuffer: 1,
      // It would come back with the next record: the signal takes it away for good.
      gracefulExit: false,
    },
    Presets.shades_classic,
  );

  function show(): void {
    if (stopped) return;
    const read = (bytes / MIB).toFixed(1);
    // Where the size is not known, the bar stays nearly full and the numbers tell.
    const total = Math.max(size, bytes + 1);
    if (!bar.isActive) bar.start(total, bytes, { read, records });
    bar.setTotal(total);
    bar.update(bytes, { read, records });
  }

  function stop(): void {
    if (bar.isActive) bar.stop();
    stopped = true;
  }

  signal.addEventListener('abort', stop, { once: true });
  return {
    watch: {
      bytes(count) {
        bytes += count;
        show();
      },
      size(more) {
        size += more;
        show();
      },
      records(count) {
        records = count;
        show();
      },
    },
    stop,
    [Symbol.dispose]: stop,
  };
}
