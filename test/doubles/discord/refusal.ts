/** Where something stands in a body. */
export type Path = readonly (string | number)[];

/** One fault in a body, at the place where it is. */
export interface FormFault {
  readonly path: Path;
  readonly code: string;
  readonly message: string;
}

export function fault(path: Path, code: string, message: string): FormFault {
  return { path, code, message };
}

/** Faults of a part, as faults of the whole. */
export function under(path: Path, faults: readonly FormFault[]): FormFault[] {
  return faults.map((one) => ({ ...one, path: [...path, ...one.path] }));
}

/** What Discord answers instead of doing what was asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly code: number;
  readonly faults: readonly FormFault[];
  /** Seconds, where Discord says when it would take it. */
  readonly retryAfter: number | undefined;
  /** Why, in words for whoever reads a failing test. */
  readonly reason: string;

  constructor(
    status: number,
    code: number,
    message: string,
    reason = message,
    faults: readonly FormFault[] = [],
    retryAfter?: number,
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.reason = reason;
    this.faults = faults;
    this.retryAfter = retryAfter;
  }

  /** The body of the answer. DD:reference */
  body(): Readonly<Record<string, unknown>> {
    const errors = this.faults.length === 0 ? {} : { errors: errorTree(this.faults) };
    const wait =
      this.retryAfter === undefined ? {} : { retry_after: this.retryAfter, global: false };
    return { message: this.message, code: this.code, ...errors, ...wait };
  }
}

type Tree = { [key: string]: Tree | { code: string; message: string }[] };

function errorTree(faults: readonly FormFault[]): Tree {
  const root: Tree = {};
  for (const { path, code, message } of faults) {
    let place = root;
    for (const step of path) {
      place[step] ??= {};
      place = place[step] as Tree;
    }
    place._errors ??= [];
    (place._errors as { code: string; message: string }[]).push({ code, message });
  }
  return root;
}

/** 50035: the body is not what the route takes. */
export function invalidForm(faults: readonly FormFault[]): Refusal {
  const reason = faults.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
  return new Refusal(400, 50035, 'Invalid Form Body', reason, faults);
}

/** Refuses when there are faults. */
export function refuseFaults(faults: readonly FormFault[]): void {
  if (faults.length > 0) throw invalidForm(faults);
}

/** Discord's own codes, with the status and words that go with them. DD:opcodes-and-status-codes */
const KNOWN: Readonly<Record<number, readonly [status: number, message: string]>> = {
  0: [401, '401: Unauthorized'],
  10002: [404, 'Unknown Application'],
  10003: [404, 'Unknown Channel'],
  10004: [404, 'Unknown Guild'],
  10007: [404, 'Unknown Member'],
  10008: [404, 'Unknown Message'],
  10013: [404, 'Unknown User'],
  10015: [404, 'Unknown Webhook'],
  10062: [404, 'Unknown interaction'],
  10063: [404, 'Unknown application command'],
  30032: [400, 'Maximum number of application commands reached (100)'],
  30034: [400, 'Max number of daily application command creates has been reached (200)'],
  30046: [429, 'Maximum number of edits to messages older than 1 hour reached. Try again later'],
  40005: [413, 'Request entity too large'],
  40060: [400, 'Interaction has already been acknowledged.'],
  40094: [400, 'This interaction has reached the maximum number of follow up messages'],
  40333: [403, 'internal network error'],
  50001: [403, 'Missing Access'],
  50005: [403, 'Cannot edit a message authored by another user'],
  50006: [400, 'Cannot send an empty message'],
  50007: [403, 'Cannot send messages to this user'],
  50008: [400, 'Cannot send messages in a non-text channel'],
  50013: [403, 'Missing Permissions'],
  50021: [403, 'Cannot execute action on a system message'],
  50027: [401, 'Invalid Webhook Token'],
  50033: [400, 'Invalid Recipient(s)'],
  50041: [400, 'Invalid API version'],
  50046: [400, 'Invalid file uploaded'],
  50083: [400, 'Thread is archived'],
  50109: [400, 'The request body contains invalid JSON.'],
  50278: [403, 'Cannot send messages to this user due to having no mutual guilds'],
  50600: [400, 'You do not have permission to send this sticker.'],
  160002: [400, 'Cannot reply without permission to read message history'],
  160005: [400, 'Thread is locked'],
  200000: [400, 'Message was blocked by automatic moderation'],
};

/**
 * The refusal that Discord knows by that number.
 * @param retryAfter seconds
 */
export function refusal(code: number, reason?: string, retryAfter?: number): Refusal {
  const known = KNOWN[code];
  if (known === undefined) throw new Error(`The double has no words for Discord's error ${code}`);
  return new Refusal(known[0], code, known[1], reason ?? known[1], [], retryAfter);
}
