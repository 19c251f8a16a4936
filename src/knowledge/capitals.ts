/** How much of a name must be written in capitals for the name to be meant. */
export type Capitals = 'all' | 'first' | 'any';

export function capitalsOf(name: string): Capitals {
  const [first = ''] = name;
  if (first.toUpperCase() === first.toLowerCase()) return 'any';
  if (name === name.toUpperCase()) return 'all';
  return first === first.toUpperCase() ? 'first' : 'any';
}

/** @param start - where the words begin in the text, `end` where they end, in UTF-16 units */
export function isWrittenWith(
  capitals: Capitals,
  text: string,
  start: number,
  end: number,
): boolean {
  if (capitals === 'any') return true;
  const written = text.slice(start, capitals === 'all' ? end : start + 1);
  return written === written.toUpperCase();
}
