import type { Added } from './server.ts';

interface Asked {
  readonly parameters: URLSearchParams;
  readonly most: number;
  readonly withoutNext: boolean;
  /** The server no longer knows any `next`. */
  readonly forgets: boolean;
}

export interface Reply {
  readonly status: number;
  readonly body: object;
  readonly headers: Record<string, string>;
}

/** A page of a collection: sections 3.4, 3.5 and 5.4 of the specification. */
export function envelopeFor(objects: readonly Added[], asked: Asked): Reply {
  const { parameters, most, withoutNext, forgets } = asked;
  const after = parameters.get('added_after');
  const types = parameters.get('match[type]')?.split(',');
  const limit = Number(parameters.get('limit') ?? most);
  const next = parameters.get('next');
  const known = /^from-(\d+)$/.exec(next ?? 'from-0')?.[1];
  if (known === undefined || (forgets && next !== null) || !(limit > 0)) {
    return { status: 400, body: { title: 'Bad Request', http_status: '400' }, headers: {} };
  }
  const matching = objects.filter(
    ({ object, at }) =>
      (after === null || at > after) && (types === undefined || types.includes(`${object.type}`)),
  );
  const start = Number(known);
  const page = matching.slice(start, start + Math.min(limit, most));
  const end = start + page.length;
  const more = end < matching.length;
  const [first, last] = [page[0], page.at(-1)];
  return {
    status: 200,
    // Section 3.7: an envelope without objects is an empty one.
    body: {
      ...(more && { more, ...(!withoutNext && { next: `from-${end}` }) }),
      ...(page.length > 0 && { objects: page.map(({ object }) => object) }),
    },
    headers:
      first === undefined || last === undefined
        ? {}
        : { 'x-taxii-date-added-first': first.at, 'x-taxii-date-added-last': last.at },
  };
}
