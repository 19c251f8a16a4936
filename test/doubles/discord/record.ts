import type { MovableClock } from './clock.ts';
import type { Refusal } from './refusal.ts';
import type { Signal } from './signal.ts';

export interface UploadedFile {
  /** Name of the form field, `files[0]`. */
  readonly field: string;
  readonly filename: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** One HTTP request as it came, with what it was answered. */
export interface RecordedRequest {
  readonly method: string;
  /** Without `/api/v10` and the query. */
  readonly path: string;
  /** `POST /channels/:channel/messages`; the path itself where there is no such route. */
  route: string;
  /** Identifier of the channel that it was about. */
  channel?: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  body: unknown;
  files: readonly UploadedFile[];
  readonly at: number;
  status?: number;
  answer?: unknown;
  /** Why it was refused, in words. */
  reason?: string;
  /** A test asked for this to fail. */
  injected?: boolean;
}

/** Something a client did that Discord would not take, or that this double is stricter about. */
export interface Violation {
  /** `rest`, `gateway`, `interaction` or `http-interaction`. */
  readonly where: 'rest' | 'gateway' | 'interaction' | 'http-interaction';
  /** Discord's error or close code; 0 where there is none. */
  readonly code: number;
  readonly reason: string;
  readonly at: number;
  readonly request?: RecordedRequest;
}

export interface Recorder {
  readonly requests: RecordedRequest[];
  readonly violations: Violation[];
  /** Notes a fault. */
  fault(where: Violation['where'], code: number, reason: string, request?: RecordedRequest): void;
  refused(refusal: Refusal, request: RecordedRequest): void;
  /** Answers of 401, 403 and 429 (shared ones aside) in the last 10 minutes. DD:rate-limits */
  invalidResponses(): number;
  countInvalid(): void;
  /** For how many seconds the address is still banned; 0 when it is not. */
  banned(): number;
}

const INVALID_WINDOW_MS = 10 * 60_000;
/** Discord bans an address at so many. DD:rate-limits */
const MOST_INVALID = 10_000;
/** Not published; bans were seen to last about an hour. */
const BAN_MS = 3_600_000;

export function createRecorder(
  clock: MovableClock,
  signal: Signal,
  mostInvalid = MOST_INVALID,
): Recorder {
  const requests: RecordedRequest[] = [];
  const violations: Violation[] = [];
  const invalid: number[] = [];
  let bannedUntil = 0;

  function invalidResponses(): number {
    const since = clock.now() - INVALID_WINDOW_MS;
    while ((invalid[0] ?? clock.now()) <= since) invalid.shift();
    return invalid.length;
  }

  function countInvalid(): void {
    invalid.push(clock.now());
    if (invalidResponses() < mostInvalid || bannedUntil > clock.now()) return;
    bannedUntil = clock.now() + BAN_MS;
    fault('rest', 0, `${mostInvalid} refused requests in 10 minutes: the address is banned`);
  }

  function fault(
    where: Violation['where'],
    code: number,
    reason: string,
    request?: RecordedRequest,
  ): void {
    violations.push({
      where,
      code,
      reason,
      at: clock.now(),
      ...(request === undefined ? {} : { request }),
    });
    signal.changed();
  }

  return {
    requests,
    violations,
    fault,
    refused: (refusal, request) => fault('rest', refusal.code, refusal.reason, request),
    invalidResponses,
    countInvalid,
    banned: () => Math.max(0, bannedUntil - clock.now()) / 1000,
  };
}
