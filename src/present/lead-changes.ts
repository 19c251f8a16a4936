import type { Block } from '../card/card.ts';
import { instant, type Spans, strong, text } from '../card/span.ts';
import type { ItemText, Lead, LeadItem } from '../leads/leads.ts';
import { shortDate } from './dates.ts';
import { quoted } from './lead-words.ts';
import { section } from './section.ts';
import { listInWords } from './words.ts';

const BRIEF = 70;
const FULL = 400;
/** Changes that a brief card tells of, the newest. */
const BRIEF_CHANGES = 2;
/** Of one item. */
const MOST_CHANGES = 5;

const dated = ({ publishedOn }: ItemText) =>
  publishedOn === undefined ? 'no date' : shortDate(publishedOn);

/** "title from “…” to “…”", for each that differs. */
function differences(before: ItemText, after: ItemText, brief: boolean): string[] {
  const longest = brief ? BRIEF : FULL;
  const fromTo = (what: string, from: string, to: string) =>
    from === to ? [] : [`${what} from ${from} to ${to}`];
  const said = (words: string) => (words === '' ? 'nothing' : quoted(words, longest));
  const words = [
    ...fromTo('the title', quoted(before.title, longest), quoted(after.title, longest)),
    ...fromTo('the text', said(before.summary), said(after.summary)),
  ];
  if (brief) return words.length === 0 ? ['its date or address'] : words;
  return [
    ...words,
    ...fromTo('the address', before.url ?? 'none', after.url ?? 'none'),
    ...fromTo('the date', dated(before), dated(after)),
  ];
}

/** Each change of an item in the order of time, the newest that fit. */
function changesOf(item: LeadItem, brief: boolean): Spans[] {
  const versions: readonly ItemText[] = [...item.earlier, item];
  const steps = item.earlier.flatMap(({ until }, at): Spans[] => {
    const [before, after] = [versions[at], versions[at + 1]];
    const parts = before && after ? differences(before, after, brief) : [];
    if (parts.length === 0) return [];
    return [
      [strong(item.publisher), text(', seen '), instant(until), text(`: ${listInWords(parts)}.`)],
    ];
  });
  const gone: Spans[] =
    item.withdrawnAt === undefined
      ? []
      : [
          [
            strong(item.publisher),
            text(', seen '),
            instant(item.withdrawnAt),
            text(`: its feed no longer carries ${quoted(item.title, brief ? BRIEF : FULL)}.`),
          ],
        ];
  return [...steps, ...gone].slice(-MOST_CHANGES);
}

/** What the publishers changed since a lead's items were first read, from what to what. */
export function leadChanges({ items }: Pick<Lead, 'items'>, brief: boolean): Block[] {
  const all = items.flatMap((item) => changesOf(item, brief));
  return section('What changed at the source', brief ? all.slice(-BRIEF_CHANGES) : all);
}
