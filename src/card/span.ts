/**
 * Text on a card. Spans are data: nothing in `text` is markup, whatever it looks like, and every
 * renderer escapes it.
 */
export type Span =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'strong'; readonly text: string }
  | { readonly type: 'emphasis'; readonly text: string }
  | { readonly type: 'code'; readonly text: string }
  /**
   * Words that no longer hold. Renderers strike them through, and say so in words as well: a screen
   * reader does not read the line.
   */
  | { readonly type: 'struck'; readonly text: string }
  /** http and https only; renderers drop any other scheme and keep the text. */
  | { readonly type: 'link'; readonly text: string; readonly url: string }
  /** An instant, shown in the reader's own zone where the platform can. Calendar dates are text. */
  | { readonly type: 'instant'; readonly at: string; readonly show: 'date' | 'time' | 'date-time' }
  /** Points at `Card.sources` by its number. */
  | { readonly type: 'ref'; readonly source: number };

export type Spans = readonly Span[];

export function text(content: string): Span {
  return { type: 'text', text: content };
}

export function strong(content: string): Span {
  return { type: 'strong', text: content };
}

export function emphasis(content: string): Span {
  return { type: 'emphasis', text: content };
}

export function code(content: string): Span {
  return { type: 'code', text: content };
}

export function struck(content: string): Span {
  return { type: 'struck', text: content };
}

export function link(content: string, url: string): Span {
  return { type: 'link', text: content, url };
}

/** @param at an instant; it is kept as ISO 8601 in UTC so that cards stay serialisable */
export function instant(at: Date, show: 'date' | 'time' | 'date-time' = 'date-time'): Span {
  return { type: 'instant', at: at.toISOString(), show };
}

/** References to sources by number, in the order given. */
export function refs(numbers: readonly number[]): Span[] {
  return numbers.map((source) => ({ type: 'ref', source }));
}

/** Whether a URL may become a link on any platform. */
export function isLinkable(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
