import type { CheckLine } from '../interaction/checkup.ts';

const PART = 'public address';
const PATIENCE = 5_000;

function failing(detail: string, mend: string): CheckLine {
  return { part: PART, state: 'failing', detail, mend };
}

/**
 * Asks this server for its health through its public address, as Slack and Discord would reach it.
 * @param needed whether a platform calls it there
 */
export async function checkPublicUrl(
  publicUrl: string | undefined,
  needed: boolean,
): Promise<CheckLine> {
  if (publicUrl === undefined) {
    if (!needed) return { part: PART, state: 'off', detail: 'None, and none is needed.' };
    const mend = 'Set PUBLIC_URL to the https address that leads to HOST and PORT.';
    return failing('None is set, but a platform must reach this server.', mend);
  }
  const insecure = needed && !publicUrl.startsWith('https://');
  try {
    const response = await fetch(`${publicUrl}/healthz`, {
      signal: AbortSignal.timeout(PATIENCE),
      redirect: 'error',
    });
    const body = (await response.text()).slice(0, 1_000);
    if (response.status !== 200 || !body.includes('"status":"ok"')) {
      return failing(
        `${publicUrl}/healthz answers ${response.status}, and not as Tocsin does.`,
        'Let the proxy pass all paths on to HOST and PORT, and start Tocsin.',
      );
    }
  } catch {
    return failing(
      `${publicUrl}/healthz cannot be reached from this machine.`,
      'Start Tocsin; then look at the name, the certificate and the proxy before it. Some networks cannot reach their own public address: then try it from outside.',
    );
  }
  if (insecure) {
    const mend = 'Put a server with TLS before Tocsin, and set PUBLIC_URL to its https address.';
    return failing('It answers, but Slack and Discord call https only.', mend);
  }
  return { part: PART, state: 'ok', detail: `${publicUrl} leads here.` };
}
