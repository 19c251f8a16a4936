import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';

const STYLE =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:38rem;margin:3rem auto;padding:0 1rem}code{font-size:.95em}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escaped(words: string): string {
  return words.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
}

/** A page of plain sentences; nothing in it is fetched from anywhere. */
export interface Page {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly steps: readonly string[];
  readonly link?: { readonly words: string; readonly url: string };
}

function html({ title, paragraphs, steps, link }: Page): string {
  const items = steps.map((step) => `<li>${escaped(step)}</li>`).join('');
  return [
    '<!doctype html><html lang="en"><head><meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<title>${escaped(title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escaped(title)}</h1>`,
    ...paragraphs.map((words) => `<p>${escaped(words)}</p>`),
    items === '' ? '' : `<ol>${items}</ol>`,
    link === undefined ? '' : `<p><a href="${escaped(link.url)}">${escaped(link.words)}</a></p>`,
    '</body></html>',
  ].join('');
}

/** Ends a request of somebody's browser with a page. */
export function endWithPage(response: ServerResponse, status: number, page: Page): void {
  response.setHeader(
    'content-security-policy',
    `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'none'`,
  );
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(html(page));
}
