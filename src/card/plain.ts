import type { Span, Spans } from './span.ts';

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

/** An instant in UTC and English, e.g. "22 Nov 2026, 14:05 UTC": the fallback of native tokens. */
export function plainInstant(at: string, show: keyof typeof INSTANT_FORMATS): string {
  const format = new Intl.DateTimeFormat('en-GB', { ...INSTANT_FORMATS[show], timeZone: 'UTC' });
  const words = format.format(new Date(at));
  return show === 'date' ? words : `${words} UTC`;
}

function plainSpan(span: Span): string {
  if (span.type === 'ref') return `[${span.source}]`;
  if (span.type === 'instant') return plainInstant(span.at, span.show);
  return span.text;
}

/** The words of spans without any markup; links keep their text only. */
export function plainText(spans: Spans): string {
  return spans.map(plainSpan).join('');
}
