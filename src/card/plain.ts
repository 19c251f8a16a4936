import type { Span, Spans } from './span.ts';
import { struckInWords } from './wording.ts';

const INSTANT_FORMATS = {
  date: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  'date-time': {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

type Show = keyof typeof INSTANT_FORMATS;

const formats = new Map<Show, Intl.DateTimeFormat>();

// Making a format takes a hundred times as long as using one.
function formatOf(show: Show): Intl.DateTimeFormat {
  const kept = formats.get(show);
  if (kept !== undefined) return kept;
  const made = new Intl.DateTimeFormat('en-GB', { ...INSTANT_FORMATS[show], timeZone: 'UTC' });
  formats.set(show, made);
  return made;
}

/** An instant in UTC and English, e.g. "22 Nov 2026, 14:05 UTC": the fallback of native tokens. */
export function plainInstant(at: string, show: Show): string {
  const words = formatOf(show).format(new Date(at));
  return show === 'date' ? words : `${words} UTC`;
}

function plainSpan(span: Span): string {
  if (span.type === 'ref') return `[${span.source}]`;
  if (span.type === 'instant') return plainInstant(span.at, span.show);
  return span.type === 'struck' ? struckInWords(span.text) : span.text;
}

/** The words of spans without any markup; links keep their text only, struck words say that they are. */
export function plainText(spans: Spans): string {
  return spans.map(plainSpan).join('');
}
