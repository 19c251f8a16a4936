import { isNotReached, ResponseUrlError } from '../failures.ts';

/** Without a time given by Slack, in milliseconds. */
const A_WHILE = 1_000;
const LONGEST_REASON = 200;

async function send(url: string, body: unknown, patience: number): Promise<Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
  } catch (error) {
    const reason = error instanceof Error ? error.name : 'no connection';
    throw new ResponseUrlError(
      isNotReached(error) ? { kind: 'later', after: A_WHILE } : { kind: 'unknown', reason },
      error,
    );
  }
}

function isOk(said: string): boolean {
  return said === '' || said === 'ok' || /"ok"\s*:\s*true/.test(said);
}

/**
 * Answers by a response URL, which is good for five answers in thirty minutes (SD
 * handling-user-interaction). Once only: what may have arrived is not sent again.
 * @param patience milliseconds
 * @throws ResponseUrlError
 */
export async function respond(url: string, body: unknown, patience: number): Promise<void> {
  const response = await send(url, body, patience);
  if (response.status === 429) {
    const after = Number(response.headers.get('retry-after') ?? '1') * 1_000;
    throw new ResponseUrlError({ kind: 'later', after: after > 0 ? after : A_WHILE });
  }
  if (response.status >= 500) {
    throw new ResponseUrlError({ kind: 'unknown', reason: String(response.status) });
  }
  const said = (await response.text().catch(() => '')).trim().slice(0, LONGEST_REASON);
  if (response.ok && isOk(said)) return;
  throw new ResponseUrlError({ kind: 'refused', reason: said || String(response.status) });
}
