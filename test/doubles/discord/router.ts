import type { RecordedRequest, UploadedFile } from './record.ts';
import { fault, invalidForm, Refusal, refuseFaults } from './refusal.ts';
import { isSnowflake } from './snowflake.ts';

/** A request that found its route. */
export interface Call {
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  /** The JSON of the body, or of `payload_json`. */
  readonly body: unknown;
  readonly files: readonly UploadedFile[];
  readonly request: RecordedRequest;
}

export interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** `/channels/:channel/messages`; a parameter is an identifier unless it ends in `*`. */
  readonly path: string;
  /** False where the token in the path is the authority. */
  readonly bot?: false;
  /** Left out of rate limits and of their headers. DD:rate-limits */
  readonly unlimited?: true;
  /** Names that may stand in the query; none when left out. */
  readonly query?: readonly string[];
  readonly answer: (call: Call) => Answer | Promise<Answer>;
}

export interface Found {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

interface Compiled {
  readonly route: Route;
  readonly steps: readonly string[];
}

function match(steps: readonly string[], given: readonly string[]): Record<string, string> | null {
  if (steps.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [index, step] of steps.entries()) {
    const value = given[index] ?? '';
    if (step.startsWith(':')) params[step.slice(1).replace('*', '')] = value;
    else if (step !== value) return null;
  }
  return params;
}

function checkIdentifiers(route: Route, params: Readonly<Record<string, string>>): void {
  const wrong = Object.entries(params).filter(
    ([name, value]) => !route.path.includes(`:${name}*`) && !isSnowflake(value),
  );
  refuseFaults(
    wrong.map(([name, value]) =>
      fault([`${name}_id`], 'NUMBER_TYPE_COERCE', `Value "${value}" is not snowflake.`),
    ),
  );
}

/**
 * Refuses what stands in a query and means nothing there.
 * @throws Refusal 50035
 */
export function checkQuery(route: Route, query: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(query).filter((name) => route.query?.includes(name) !== true);
  if (unknown.length === 0) return;
  throw invalidForm(
    unknown.map((name) => fault([name], 'DOUBLE_UNKNOWN_KEY', 'This means nothing in the query')),
  );
}

/**
 * The paths that Discord has, by method, from its published description. The name is a mere string to
 * the compiler because the types of that package do not pass this project's checks.
 */
const { pathsList: PLATFORM } = (await import('discord-api-spec' as string)) as {
  readonly pathsList: Readonly<Record<string, readonly string[]>>;
};

function onPlatform(method: string, given: readonly string[]): boolean {
  return (PLATFORM[method.toLowerCase()] ?? []).some(
    (path) => match(path.replaceAll(/\{(\w+)\}/g, ':$1').split('/'), given) !== null,
  );
}

/**
 * Finds the route of a request.
 * @throws Refusal 404 for a path that is not served, 405 for a method it does not have, 50035 for an
 *   identifier that is none.
 */
export function router(routes: readonly Route[]): (method: string, path: string) => Found {
  const compiled: Compiled[] = routes.map((route) => ({ route, steps: route.path.split('/') }));

  return (method, path) => {
    const given = path.split('/').map(decodeURIComponent);
    const matches = compiled.flatMap(({ route, steps }) => {
      const params = match(steps, given);
      return params === null ? [] : [{ route, params }];
    });
    const found = matches.find(({ route }) => route.method === method);
    if (found !== undefined) {
      checkIdentifiers(found.route, found.params);
      return found;
    }
    const where = onPlatform(method, given)
      ? 'Discord has this route, the double does not'
      : 'Discord has no such route';
    const [status, words] = matches.length > 0 ? [405, 'Method Not Allowed'] : [404, 'Not Found'];
    throw new Refusal(status, 0, `${status}: ${words}`, `${method} ${path}: ${where}`);
  };
}
