/** @type {Record<string, Intl.DateTimeFormatOptions>} */
const FORMATS = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit' },
  'date-time': {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  },
};

/**
 * An instant in the reader's zone and manner.
 * @param {string} at
 * @param {string} show
 */
export function localInstant(at, show) {
  return new Intl.DateTimeFormat(undefined, FORMATS[show] ?? FORMATS['date-time']).format(
    new Date(at),
  );
}
