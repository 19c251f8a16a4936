/** Whether a text has a zero character or half a character in it: PostgreSQL holds neither. */
function isBroken(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}

/** Whether such a text stands anywhere in a value of plain data. */
export function hasBrokenText(value: unknown): boolean {
  if (typeof value === 'string') return isBroken(value);
  if (value === null || typeof value !== 'object') return false;
  return Object.values(value).some(hasBrokenText);
}
