/** The server cannot be reached, or does not answer in time. */
export class Away extends Error {}

/** The server says no; the message can be shown. */
export class Refused extends Error {}

const PATIENCE_MS = 30_000;

/**
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function send(path, init) {
  const patience = AbortSignal.timeout(PATIENCE_MS);
  const signal = init?.signal ? AbortSignal.any([init.signal, patience]) : patience;
  try {
    return await fetch(path, { ...init, signal });
  } catch (error) {
    if (init?.signal?.aborted) throw error;
    throw new Away();
  }
}

/** @param {Response} response */
async function read(response) {
  const body = await response.json().catch(() => ({}));
  if (!response.ok) {
    throw new Refused(body.error ?? `The server answered with status ${response.status}.`);
  }
  return body;
}

/** @param {object} body */
function json(body) {
  const headers = { 'Content-Type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

/** Gets a session, or goes to the sign-in page when a password is asked for. */
export async function openSession() {
  const response = await send('/api/session', json({}));
  if (response.status !== 401) return read(response);
  location.assign('/sign-in');
  return new Promise(() => {});
}

/**
 * A request on behalf of the session. A server that was started anew does not know it any more: then
 * a new one is opened and the request made again.
 * @param {string} path
 * @param {RequestInit} [init]
 */
async function call(path, init) {
  const response = await send(path, init);
  if (response.status !== 401) return read(response);
  await openSession();
  return read(await send(path, init));
}

function whereabouts() {
  const { locale, timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return { locale, timeZone };
}

/**
 * @param {string} channel
 * @param {string} line
 * @param {'typed' | 'button' | 'link'} origin
 */
export function ask(channel, line, origin) {
  return call('/api/ask', json({ channel, line, origin, ...whereabouts() }));
}

/**
 * @param {string} channel
 * @param {string} verb
 * @param {Record<string, string>} values by field, without empty ones
 */
export function askByForm(channel, verb, values) {
  return call('/api/ask-form', json({ channel, verb, values, ...whereabouts() }));
}

/** @param {string} channel */
export function messagesOf(channel) {
  return call(`/api/channels/${channel}/messages`);
}

/**
 * @param {string} id of a message
 * @param {string} form
 * @param {number} [page] the one the card shows when absent
 */
export function formOf(id, form, page) {
  return call(`/api/messages/${id}/${form}${page === undefined ? '' : `?page=${page}`}`);
}

/**
 * @param {string} channel
 * @param {string} line
 * @param {number} cursor
 * @param {AbortSignal} signal
 */
export function completionsOf(channel, line, cursor, signal) {
  const query = new URLSearchParams({ channel, line, cursor: String(cursor) });
  return call(`/api/complete?${query}`, { signal });
}

/** Every verb with its fields. */
export function askForm() {
  return call('/api/form');
}

/**
 * Values for one field of the form.
 * @param {{channel: string, verb: string, param: string, partial: string}} field
 * @param {AbortSignal} signal
 */
export function valuesOf(field, signal) {
  return call(`/api/form/values?${new URLSearchParams(field)}`, { signal });
}

/** @param {string} password */
export async function signIn(password) {
  return read(await send('/api/sign-in', json({ password })));
}

export async function signOut() {
  return read(await send('/api/sign-out', json({})));
}
