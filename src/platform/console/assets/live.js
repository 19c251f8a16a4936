import { openSession } from './api.js';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/**
 * Keeps an event stream open, and comes back by itself when the server was away.
 * @param {{onMessage(message: any): void, onOpen(): void, onAway(): void}} listener
 */
export function listen({ onMessage, onOpen, onAway }) {
  let wait = FIRST_WAIT_MS;

  function again() {
    onAway();
    setTimeout(connect, wait);
    wait = Math.min(wait * 2, LONGEST_WAIT_MS);
  }

  async function connect() {
    try {
      await openSession();
    } catch {
      again();
      return;
    }
    const events = new EventSource('/api/events');
    events.addEventListener('open', () => {
      wait = FIRST_WAIT_MS;
      onOpen();
    });
    events.addEventListener('message', (event) => onMessage(JSON.parse(event.data)));
    events.addEventListener('error', () => {
      events.close();
      again();
    });
  }

  connect();
}
