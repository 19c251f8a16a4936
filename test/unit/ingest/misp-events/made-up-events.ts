/** An event as MISP exports it, with what a test says of it. */
export interface MadeUp {
  readonly uuid: string;
  readonly info?: string;
  readonly org?: string;
  readonly tags?: readonly (string | Readonly<Record<string, unknown>>)[];
  readonly links?: readonly string[];
  readonly attributes?: readonly unknown[];
  readonly date?: string;
  readonly timestamp?: string;
}

export const GROUP = (name: string) => `misp-galaxy:threat-actor="${name}"`;

/** A UUID that ends in a number. */
export function uuid(number: number): string {
  return `5d9b516c-e5f0-4e7c-a958-${String(number).padStart(12, '0')}`;
}

function heading({ info, org, tags, date, timestamp }: MadeUp) {
  return {
    info: info ?? 'A report',
    date: date ?? '2026-03-01',
    timestamp: timestamp ?? '1',
    Orgc: { name: org ?? 'First Vendor' },
    Tag: (tags ?? ['tlp:clear']).map((tag) => (typeof tag === 'string' ? { name: tag } : tag)),
  };
}

export function event(made: MadeUp) {
  const links = (made.links ?? [`https://example.org/${made.uuid.slice(-2)}`]).map((value) => ({
    ...{ type: 'link', category: 'External analysis', to_ids: false, value },
  }));
  return {
    Event: {
      ...heading(made),
      uuid: made.uuid,
      Attribute: [
        { type: 'sha1', category: 'Payload delivery', to_ids: true, value: 'da39a3ee' },
        ...links,
        ...(made.attributes ?? []),
      ],
    },
  };
}

export function response(...made: readonly MadeUp[]): string {
  return JSON.stringify({ response: made.map(event) });
}

export function feed(...made: readonly MadeUp[]): Readonly<Record<string, string>> {
  return {
    'manifest.json': JSON.stringify(
      Object.fromEntries(made.map((one) => [one.uuid, heading(one)])),
    ),
    ...Object.fromEntries(made.map((one) => [`${one.uuid}.json`, JSON.stringify(event(one))])),
  };
}
