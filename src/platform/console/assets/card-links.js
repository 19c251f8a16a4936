/**
 * References lead to sources at the foot of the same card. The page's address names the channel, so
 * it must not change; the source is brought into view and focused instead.
 * @param {HTMLElement} log
 */
export function followReferences(log) {
  log.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest('.card a[href^="#"]');
    if (link === null) return;
    event.preventDefault();
    const id = link.getAttribute('href')?.slice(1) ?? '';
    const source = /** @type {HTMLElement | null} */ (
      link.closest('.card')?.querySelector(`#${CSS.escape(id)}`)
    );
    source?.setAttribute('tabindex', '-1');
    source?.scrollIntoView({ block: 'center' });
    source?.focus({ preventScroll: true });
  });
}

/**
 * Links to other messages of the channel, which lead there and leave the address as it is.
 * @param {HTMLElement} log
 * @param {(id: string) => void} goTo
 */
export function followMessages(log, goTo) {
  log.addEventListener('click', (event) => {
    const link = /** @type {Element} */ (event.target).closest('[data-message]');
    if (link === null) return;
    event.preventDefault();
    goTo(link.getAttribute('data-message') ?? '');
  });
}
