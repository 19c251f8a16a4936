import { isPartialDate, type PartialDate } from '../../domain/partial-date.ts';
import type { Reading } from '../core/format.ts';
import { isAddress } from '../core/pointed-to.ts';
import { type Mark, markIn, stricter } from './marks.ts';
import { Attribute, type Event, type Heading, sound, Tag } from './schema.ts';
import { namedBy, type Tagged } from './tags.ts';

/** What is kept of an event; its indicators, which are most of it, are not. */
export interface Report extends Tagged {
  readonly uuid: string;
  readonly title: string;
  readonly publisher: string;
  readonly date: PartialDate | undefined;
  readonly mark: Mark | undefined;
  /** Addresses of reports on the web that it points to. */
  readonly links: readonly string[];
  /** Where it can be read itself, where that is known. */
  readonly url: string | undefined;
  readonly where: string;
}

/** What only the event itself tells, beside its heading. */
export interface Details {
  readonly mark: Mark | undefined;
  readonly links: readonly string[];
}

const MOST_LINKS = 20;
/** Pages that look one sample or address up are no reports. */
const LOOK_UPS =
  /(?:^|\.)(?:virustotal\.com|hybrid-analysis\.com|joesandbox\.com|any\.run|tria\.ge|urlscan\.io|malwr\.com)$/;

export function detailsOf(event: Event, reading: Reading): Details {
  const mark = markIn(sound(Tag, event.Tag));
  const links = new Set<string>();
  for (const one of sound(Attribute, event.Attribute)) {
    if (isTaggedAbove(one, mark)) reading.note('link marked stricter than its event, left out');
    else if (isLink(one)) links.add(one.value);
    if (one.type === 'threat-actor') reading.note('group named in an attribute, without a tag');
  }
  const kept = [...links].slice(0, MOST_LINKS);
  if (kept.length < links.size) reading.note(`event with more than ${MOST_LINKS} links`);
  return { mark, links: kept };
}

/** `External analysis` is what its author read; an indicator may have the same type. */
function isLink({ type, category, value, to_ids: isIndicator, deleted }: Attribute): boolean {
  if (type !== 'link' && type !== 'url') return false;
  if (category !== 'External analysis' || isIndicator === true) return false;
  if (deleted === true || deleted === 1 || deleted === '1') return false;
  return isAddress(value) && !LOOK_UPS.test(new URL(value).hostname);
}

function isTaggedAbove(attribute: Attribute, mark: Mark | undefined): boolean {
  if (!isLink(attribute)) return false;
  const own = markIn(sound(Tag, attribute.Tag));
  return own !== undefined && stricter(own, mark ?? 'CLEAR') !== (mark ?? 'CLEAR');
}

/** @param url where the event can be read itself */
export function reportOf(
  uuid: string,
  heading: Heading,
  details: Details,
  at: { readonly url: string | undefined; readonly where: string },
  reading: Reading,
): Report {
  const tags = sound(Tag, heading.Tag);
  return {
    uuid,
    title: heading.info.replace(/\s+/g, ' '),
    publisher: heading.Orgc.name,
    date: isPartialDate(heading.date) ? heading.date : undefined,
    mark: stricter(markIn(tags), details.mark),
    links: details.links,
    ...namedBy(tags, reading),
    ...at,
  };
}
