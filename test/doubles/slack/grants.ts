import type { Ids } from './ids.ts';
import type { DoubleTime } from './time.ts';

export interface Token {
  readonly value: string;
  /** Milliseconds since 1970; undefined without token rotation. */
  readonly expiresAt?: number;
  isRevoked: boolean;
}

export interface RefreshToken {
  readonly value: string;
  isUsed: boolean;
}

/** One installation of the app, in a workspace or in all of an organisation. */
export interface Grant {
  /** Null for an organisation. */
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly installerId: string;
  readonly botUserId: string;
  readonly botId: string;
  scopes: readonly string[];
  readonly tokens: Token[];
  readonly refreshTokens: RefreshToken[];
  isUninstalled: boolean;
}

/** Scopes of every method and event the double knows. */
export const ALL_SCOPES: readonly string[] = [
  'app_mentions:read',
  'channels:history',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'team:read',
  'users:read',
];

/** Life of a rotated token in seconds, and how many live at once. SD using-token-rotation */
export const TOKEN_LIFE = 12 * 60 * 60;
const LIVE_TOKENS = 2;

export interface GrantOptions {
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
  readonly installerId: string;
  readonly scopes: readonly string[];
  readonly isRotating: boolean;
}

/** Every installation there has been, and the tokens it gave. */
export class Grants {
  readonly all: Grant[] = [];
  readonly #ids: Ids;
  readonly #time: DoubleTime;

  constructor(ids: Ids, time: DoubleTime) {
    this.#ids = ids;
    this.#time = time;
  }

  add(options: GrantOptions): Grant {
    const { isRotating, ...fields } = options;
    const grant: Grant = {
      ...fields,
      botUserId: this.#ids.next('U'),
      botId: this.#ids.next('B'),
      tokens: [],
      refreshTokens: [],
      isUninstalled: false,
    };
    this.all.push(grant);
    this.issue(grant, isRotating);
    return grant;
  }

  /** Gives a further token; of rotated ones only the last two stay good. */
  issue(grant: Grant, isRotating: boolean): Token {
    const secret = this.#ids.secret();
    const token: Token = isRotating
      ? {
          value: `xoxe.xoxb-1-${secret}`,
          expiresAt: this.#time.now() + TOKEN_LIFE * 1000,
          isRevoked: false,
        }
      : { value: `xoxb-${secret}`, isRevoked: false };
    grant.tokens.push(token);
    if (!isRotating) return token;
    grant.refreshTokens.push({ value: `xoxe-1-${this.#ids.secret()}`, isUsed: false });
    for (const old of grant.tokens.slice(0, -LIVE_TOKENS)) old.isRevoked = true;
    return token;
  }

  withToken(value: string): { grant: Grant; token: Token } | undefined {
    for (const grant of this.all) {
      const token = grant.tokens.find((one) => one.value === value);
      if (token) return { grant, token };
    }
    return undefined;
  }

  withRefreshToken(value: string): { grant: Grant; token: RefreshToken } | undefined {
    for (const grant of this.all) {
      const token = grant.refreshTokens.find((one) => one.value === value);
      if (token) return { grant, token };
    }
    return undefined;
  }
}
