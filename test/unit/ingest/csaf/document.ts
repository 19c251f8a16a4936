/** A CSAF document as small as it may be, made up; `document` is mixed into its own part. */
export function csafDocument(
  number: string,
  {
    document = {},
    tracking = {},
    ...rest
  }: { document?: object; tracking?: object; [part: string]: unknown } = {},
): Record<string, unknown> {
  return {
    document: {
      category: 'csaf_security_advisory',
      csaf_version: '2.0',
      title: `Flaw in Example Gateway, ${number}`,
      publisher: { category: 'vendor', name: 'Example', namespace: 'https://www.example.com/' },
      tracking: {
        id: number,
        status: 'final',
        version: '1',
        initial_release_date: '2024-05-01T10:00:00Z',
        current_release_date: '2024-05-01T10:00:00Z',
        revision_history: [],
        ...tracking,
      },
      ...document,
    },
    ...rest,
  };
}

export function csafText(number: string, parts: Parameters<typeof csafDocument>[1] = {}): string {
  return JSON.stringify(csafDocument(number, parts));
}
