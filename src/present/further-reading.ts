import type { Block } from '../card/card.ts';
import { code, link, type Spans, strong, text } from '../card/span.ts';
import type { Source } from '../domain/source.ts';
import { publisherOf } from './citations.ts';
import { shortDate } from './dates.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { count } from './words.ts';

const HEADING = 'Further reading, on which no claim here rests';
const SHOWN = 5;

/** Whether a source goes by its address, since nobody here read it: that stands there once. */
function isKnownByAddress({ title, url }: Source): boolean {
  const { host, pathname } = new URL(url);
  return title === url || title.includes(`${host.replace(/^www\./, '')}${pathname}`);
}

function readingLine(source: Source): Spans {
  const date = source.publishedOn === null ? 'no date' : shortDate(source.publishedOn);
  return [
    strong(`${publisherOf(source)}, ${date}: `),
    link(isKnownByAddress(source) ? source.url : source.title, source.url),
  ];
}

/** Those that its card cites already, for its names or its own words. */
function citedFor(id: string, { knowledge }: View): ReadonlySet<string> {
  const record = knowledge.actor(id) ?? knowledge.incident(id);
  const names = knowledge.actor(id)?.names ?? [];
  const sources = [...names, record?.description].flatMap((one) => one?.sources ?? []);
  return new Set(sources);
}

/** The newest first; those without a date come last. */
function sourcesToRead(id: string, view: View): readonly Source[] {
  const cited = citedFor(id, view);
  const sources = view.knowledge.sourcesAbout(id).filter((source) => !cited.has(source.id));
  const [undated, dated] = [true, false].map((isUndated) =>
    sources.filter(({ publishedOn }) => (publishedOn === null) === isUndated),
  );
  return [...(dated ?? []).toReversed(), ...(undated ?? [])];
}

/** The first few sources that somebody says are about the subject, and where the others are listed. */
export function someFurtherReading(id: string, view: View): Block[] {
  const sources = sourcesToRead(id, view);
  const more = sources.length - SHOWN;
  const lines = sources.slice(0, more === 1 ? SHOWN + 1 : SHOWN).map(readingLine);
  if (more <= 1) return section(HEADING, lines);
  const rest = [text(`${count(more, 'other')}: `), code(`/tocsin sources ${id}`)];
  return section(HEADING, [...lines, rest]);
}

/** All of it. */
export function furtherReading(id: string, view: View): Block[] {
  return section(HEADING, sourcesToRead(id, view).map(readingLine));
}
