import { plainInstant } from '../../card/plain.ts';
import type { CitedSource } from '../../domain/disclosure.ts';
import {
  correctionsOf,
  firstOut,
  mayStandWith,
  outAt,
  type PostedItem,
} from '../../present/posted-item.ts';
import { uuidOf } from '../uuid.ts';

/** A disclosure as feeds tell it, in plain text that XML can hold. */
export interface FeedEntry {
  /** Stays whatever becomes of the disclosure. */
  readonly id: string;
  /** Of its place on the page of all: `D-7F3KQ`. */
  readonly anchor: string;
  readonly title: string;
  /** What became of it since it went out: `Corrected 22 Nov 2026, 14:05 UTC: …`; the newest first. */
  readonly changes: readonly string[];
  readonly paragraphs: readonly string[];
  /** It was taken back: what it said is only there to be known again. */
  readonly isRetracted: boolean;
  readonly sources: readonly CitedSource[];
  readonly published: Date;
  readonly updated: Date;
  readonly tags: readonly string[];
}

/** What XML 1.0 cannot hold (section 2.2), half of a character among it. */
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

function clean(text: string): string {
  return text.replace(NO_XML, '\uFFFD');
}

export function feedEntry(item: PostedItem): FeedEntry {
  const { disclosure, state } = item.current;
  const { id, headline, body, kind, severity, tlp } = disclosure;
  const first = firstOut(item);
  const isRetracted = state === 'retracted';
  return {
    // Two Tocsins may give two disclosures one short id, but hardly in the same millisecond.
    id: `urn:uuid:${uuidOf('feed entry', id, first.toISOString())}`,
    anchor: id,
    title: clean(isRetracted ? `Retracted: ${headline}` : headline),
    changes: changesOf(item).map(clean),
    paragraphs: body.split(/\s*\n\s*/).map(clean),
    isRetracted,
    sources: disclosure.sources.map((source) => ({
      ...source,
      publisher: clean(source.publisher),
      title: clean(source.title),
    })),
    published: first,
    updated: updatedAt(item),
    tags: [kind, `severity ${severity}`, `TLP:${tlp}`],
  };
}

/** When it last said something else. */
function updatedAt(item: PostedItem): Date {
  const out = outAt(item.current);
  const first = firstOut(item);
  return out > first ? out : first;
}

function changesOf(item: PostedItem): string[] {
  return correctionsOf(item)
    .filter((revision) => mayStandWith(revision, item))
    .toReversed()
    .map((revision) => {
      const word = revision.state === 'retracted' ? 'Retracted' : 'Corrected';
      const at = plainInstant(outAt(revision).toISOString(), 'date-time');
      return revision.reason === undefined ? `${word} ${at}.` : `${word} ${at}: ${revision.reason}`;
    });
}
