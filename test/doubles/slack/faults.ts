/** How Slack misbehaves. `done`: it did what was asked, and the app is not told. */
export type How =
  | { readonly status: number; readonly retryAfter?: number; readonly done?: boolean }
  | { readonly ratelimitedBody: true }
  | { readonly error: string }
  | { readonly drop: true; readonly done?: boolean }
  /** No answer comes, ever: the app's own patience ends it. */
  | { readonly hang: true; readonly done?: boolean }
  | { readonly slowMs: number };

export interface FaultPlan {
  /** A Web API method, `response_url`, `upload`, or `*` for any. */
  readonly method: string;
  /** Requests it strikes. Default 1. */
  readonly times?: number;
  /** Strikes one of so many that it could strike, the first among them. Default 1: each. */
  readonly oneIn?: number;
  /** Ids of the only workspace and the only channel it strikes in. Default: anywhere. */
  readonly team?: string;
  readonly channel?: string;
  readonly how: How;
}

/** A request that a fault may strike. */
export interface Target {
  readonly method: string;
  readonly team: string | null;
  readonly channel: string | null;
}

function fits({ method, team, channel }: FaultPlan, target: Target): boolean {
  if (method !== '*' && method !== target.method) return false;
  if (team !== undefined && team !== target.team) return false;
  return channel === undefined || channel === target.channel;
}

/** Faults a test ordered, each used up by the requests it strikes. */
export class Faults {
  readonly #plans: { readonly plan: FaultPlan; left: number; met: number }[] = [];

  add(plan: FaultPlan): void {
    this.#plans.push({ plan, left: plan.times ?? 1, met: 0 });
  }

  /** Ends all faults still ordered. */
  clear(): void {
    this.#plans.length = 0;
  }

  /** Takes the oldest fault that strikes a request. */
  take(target: Target): How | undefined {
    for (const one of this.#plans) {
      if (one.left === 0 || !fits(one.plan, target)) continue;
      one.met += 1;
      if ((one.met - 1) % (one.plan.oneIn ?? 1) !== 0) continue;
      one.left -= 1;
      return one.plan.how;
    }
    return undefined;
  }
}
