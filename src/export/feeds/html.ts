import type { FeedEntry } from './entries.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it stands in HTML, between tags or in an attribute in quotes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
}

/** What an entry says below its title. */
export function entryHtml({ changes, paragraphs, isRetracted, sources, tags }: FeedEntry): string {
  const said = paragraphs.map(escaped);
  return [
    ...changes.map((change) => `<p><strong>${escaped(change)}</strong></p>`),
    ...said.map((text) => (isRetracted ? `<p><del>${text}</del></p>` : `<p>${text}</p>`)),
    '<p>Sources:</p>',
    '<ol>',
    ...sources.map(({ publisher, title, url, publishedOn }) => {
      const link = `<a href="${escaped(url)}">${escaped(title)}</a>`;
      return `<li>${escaped(publisher)}: ${link}, ${publishedOn ?? 'no date'}</li>`;
    }),
    '</ol>',
    `<p>${escaped(tags.join(', '))}</p>`,
  ].join('\n');
}

/** The same for readers without HTML; what is struck there is told by the title and the first line. */
export function entryText({ changes, paragraphs, sources, tags }: FeedEntry): string {
  const list = sources.map(
    ({ publisher, title, url, publishedOn }, at) =>
      `[${at + 1}] ${publisher}: ${title}, ${publishedOn ?? 'no date'}. ${url}`,
  );
  return [...changes, ...paragraphs, ['Sources:', ...list].join('\n'), tags.join(', ')].join(
    '\n\n',
  );
}
