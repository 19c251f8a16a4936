/** Passes on the first text and, of those that come soon after it, only how many there were. */
export function seldom(
  notice: (text: string) => void,
  every: number,
  now: () => number = () => performance.now(),
): (text: string) => void {
  let last = Number.NEGATIVE_INFINITY;
  let kept = 0;
  return (text) => {
    if (now() - last < every) {
      kept += 1;
      return;
    }
    const others = kept === 0 ? '' : ` (And ${kept} more since the last time.)`;
    last = now();
    kept = 0;
    notice(`${text}${others}`);
  };
}
