/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const FORMATS = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  'zoned-time': { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' },
  'date-time': {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
};

/**
 * An instant in the reader's zone and manner.
 * @param {string} at
 * @param {string} show
 */
export function localInstant(at, show) {
  return new Intl.DateTimeFormat(undefined, FORMATS[show]).format(new Date(at));
}

/**
 * Which parts of an instant a card shows, told by the form that all renderers write in UTC.
 * @param {string} written such as "22 Nov 2026, 14:05 UTC"
 */
function shown(written) {
  if (/^\d\d?:\d\d UTC$/.test(written)) return 'zoned-time';
  if (/ \d\d?:\d\d UTC$/.test(written)) return 'date-time';
  return /^\d\d? \S+ \d{4}$/.test(written) ? 'date' : undefined;
}

/**
 * Puts a card's instants into the reader's zone; the time in UTC stays as a hint.
 * @param {HTMLElement} card
 */
export function localiseTimes(card) {
  for (const time of card.querySelectorAll('time')) {
    const show = shown(time.textContent);
    if (show === undefined) continue;
    time.title = time.textContent;
    time.textContent = localInstant(time.dateTime, show);
  }
}
