/** The id of the nth made-up object of a type. */
export function stixId(type: string, n = 1): string {
  return `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
}

/** A made-up object of STIX 2.1. */
export function stixObject(type: string, fields: object = {}, n = 1): Record<string, unknown> {
  return {
    type,
    spec_version: '2.1',
    id: stixId(type, n),
    created: '2024-03-05T10:00:00.000Z',
    modified: '2024-03-05T10:00:00.000Z',
    ...fields,
  };
}

/** The nth made-up relationship. Ends are ids. */
export function relationship(
  from: string,
  verb: string,
  to: string,
  fields: object = {},
  n = 1,
): Record<string, unknown> {
  const ends = { relationship_type: verb, source_ref: from, target_ref: to };
  return stixObject('relationship', { ...ends, ...fields }, n);
}

/** The text of a bundle. */
export function bundleOf(...objects: readonly unknown[]): string {
  return JSON.stringify({ type: 'bundle', id: stixId('bundle'), objects });
}
