/** Milliseconds of each run, in ascending order. */
export type Times = readonly number[];

/** Runs a job for each item and takes the time of each run; the first tenth only warms up. */
export async function timeEach<T>(items: readonly T[], job: (item: T) => unknown): Promise<Times> {
  const times: number[] = [];
  for (const item of items) {
    const start = performance.now();
    await job(item);
    times.push(performance.now() - start);
  }
  return times.slice(Math.floor(times.length / 10)).sort((a, b) => a - b);
}

/** The time that a share of the runs kept within, such as 0.99 for p99. */
export function quantile(times: Times, share: number): number {
  return times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
}

/** Rows of equal width for a terminal; the first column is text, the others are numbers. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const all = [head, ...rows];
  const widths = head.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  return all
    .map((row) =>
      row
        .map((cell, at) =>
          at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}
