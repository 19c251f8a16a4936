/** Whose fault an error is. It decides what a person is told and whether anybody is woken up. */
export type Fault = 'user' | 'ours' | 'far-side';

export interface TocsinErrorOptions {
  /** Stable, greppable name of the mistake, e.g. `pack.dangling-id`. */
  readonly code: string;
  readonly fault: Fault;
  /** What the reader can do about it, as one sentence. */
  readonly remedy: string;
  /** Where it is: a file with line, a variable, a URL without secrets. */
  readonly where?: string;
  readonly cause?: unknown;
}

/**
 * The one error class that is shown to people. `message` says what is wrong, `where` says where,
 * `remedy` says what to do. Anything else that is thrown is a bug and is shown as one.
 */
export class TocsinError extends Error {
  override readonly name = 'TocsinError';
  readonly code: string;
  readonly fault: Fault;
  readonly remedy: string;
  readonly where: string | undefined;

  constructor(message: string, options: TocsinErrorOptions) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.fault = options.fault;
    this.remedy = options.remedy;
    this.where = options.where;
  }
}

/** One plain-text block for a terminal: what, where, what to do. */
export function explainError(error: unknown): string {
  if (!(error instanceof TocsinError)) {
    return error instanceof Error ? `Unexpected: ${error.message}` : `Unexpected: ${String(error)}`;
  }
  const where = error.where === undefined ? '' : `\n  at: ${error.where}`;
  return `${error.message}${where}\n  do: ${error.remedy}`;
}
