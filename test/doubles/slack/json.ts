/** An object of JSON, as it travels. */
export type Json = Record<string, unknown>;

export function isJson(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The objects of a list; anything else in it, or no list at all, gives none. */
export function jsonList(value: unknown): Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** The text of a field; '' where it has none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
