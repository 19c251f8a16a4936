import type { Token } from '../grants.ts';
import { type Json, textOf } from '../json.ts';
import { refusePayload, SlackRefusal } from '../refusal.ts';
import type { World } from '../world.ts';
import type { Call, Method } from './method.ts';

/** What goes back, before it is HTTP. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json | string;
}

function checkToken(world: World, grant: Call['grant'], token: Token): void {
  if (grant?.isUninstalled) throw new SlackRefusal('account_inactive', 'the app was uninstalled');
  if (token.isRevoked) throw new SlackRefusal('token_revoked', 'the token was revoked');
  if (token.expiresAt !== undefined && world.time.now() >= token.expiresAt)
    throw new SlackRefusal('token_expired', 'the token lived 12 hours');
}

function authenticate(world: World, method: Method, value: string | undefined): Partial<Call> {
  if (method.token === 'none') return {};
  if (value === undefined || value === '') throw new SlackRefusal('not_authed', 'no token');
  if (value === world.app.appToken) {
    if (method.token === 'app') return {};
    throw new SlackRefusal('not_allowed_token_type', 'this method needs a bot token');
  }
  const found = world.grants.withToken(value);
  if (!found) throw new SlackRefusal('invalid_auth', 'unknown token');
  if (method.token === 'app')
    throw new SlackRefusal('not_allowed_token_type', 'this method needs the app-level token');
  checkToken(world, found.grant, found.token);
  return found;
}

function checkScopes(method: Method, grant: Call['grant']): void {
  const scopes = grant?.scopes ?? [];
  const missing = method.scopes.filter((scope) => !scopes.includes(scope));
  if (missing.length > 0)
    throw new SlackRefusal('missing_scope', `lacks ${missing.join(', ')}`, {
      needed: missing.join(','),
      provided: scopes.join(','),
    });
}

/** The token of a request: its header, or in a form the field. */
export function tokenOf(headers: Readonly<Record<string, string>>, args: Json): string | undefined {
  const bearer = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
  const inForm = headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  return bearer ?? (inForm && args.token !== undefined ? textOf(args.token) : undefined);
}

/** Runs one method. Throws SlackRefusal. */
export async function runMethod(
  world: World,
  methods: Readonly<Record<string, Method>>,
  name: string,
  headers: Readonly<Record<string, string>>,
  given: Json,
): Promise<Answer> {
  const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
  if (!method) throw new SlackRefusal('unknown_method', `the double has no method ${name}`);
  const { token: _token, team_id, ...args } = given;
  const found = authenticate(world, method, tokenOf(headers, given));
  const scopes = {
    'x-oauth-scopes': (method.token === 'app'
      ? ['connections:write']
      : (found.grant?.scopes ?? [])
    ).join(','),
    'x-accepted-oauth-scopes': method.scopes.join(','),
  };
  const call: Call = {
    world,
    method: name,
    headers,
    ...found,
    ...(typeof team_id === 'string' ? { teamId: team_id } : {}),
  };
  try {
    if (method.token === 'bot') checkScopes(method, found.grant);
    const wait = world.rates.count(
      name,
      found.grant?.teamId ?? textOf(team_id),
      textOf(args.channel),
    );
    if (wait !== undefined) return tooMany(wait);
    const parsed = method.args.safeParse(args);
    if (!parsed.success)
      throw refusePayload(
        'invalid_arguments',
        parsed.error.issues.map((one) => `${one.message} [json-pointer:/${one.path.join('/')}]`),
      );
    const body = await method.run(call, args);
    return { status: 200, headers: scopes, body: { ok: true, ...body } };
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    return { status: 200, headers: scopes, body: refused(world, name, error, given) };
  }
}

/** A 429; without `seconds` it lacks Retry-After. */
export function tooMany(seconds?: number): Answer {
  return {
    status: 429,
    headers: seconds === undefined ? {} : { 'retry-after': String(seconds) },
    body: { ok: false, error: 'ratelimited' },
  };
}

/** Notes why Slack says no, and gives what it says. */
export function refused(world: World, where: string, refusal: SlackRefusal, detail: unknown): Json {
  world.record.refusal(where, refusal.error, refusal.message);
  if (refusal.isViolation)
    world.record.violation(where, `${refusal.error}: ${refusal.message}`, detail);
  return { ok: false, error: refusal.error, ...refusal.extra };
}
