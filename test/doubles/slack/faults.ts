/** How Slack misbehaves. `done`: it did what was asked, and the app is not told. */
export type How =
  | { readonly status: number; readonly retryAfter?: number; readonly done?: boolean }
  | { readonly ratelimitedBody: true }
  | { readonly error: string }
  | { readonly drop: true; readonly done?: boolean }
  | { readonly slowMs: number };

export interface FaultPlan {
  /** A Web API method, `response_url`, `upload`, or `*` for any. */
  readonly method: string;
  /** Requests it strikes. Default 1. */
  readonly times?: number;
  readonly how: How;
}

/** Faults a test ordered, each used up by the requests it strikes. */
export class Faults {
  readonly #plans: { readonly plan: FaultPlan; left: number }[] = [];

  add(plan: FaultPlan): void {
    this.#plans.push({ plan, left: plan.times ?? 1 });
  }

  /** Ends all faults still ordered. */
  clear(): void {
    this.#plans.length = 0;
  }

  /** Takes the oldest fault that strikes this method. */
  take(method: string): How | undefined {
    const found = this.#plans.find(
      ({ plan, left }) => left > 0 && (plan.method === method || plan.method === '*'),
    );
    if (!found) return undefined;
    found.left -= 1;
    return found.plan.how;
  }
}
