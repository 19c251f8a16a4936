/**
 * What people or a platform wrote, as PostgreSQL can hold it: it has no zero character, and refuses
 * the whole row for one.
 */
export function storable(text: string): string {
  return text.replaceAll('\0', '\uFFFD');
}
