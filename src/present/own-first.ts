import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { catalogueName } from './catalogues.ts';
import { count, listInWords } from './words.ts';

interface Recorded {
  readonly id: string;
}

/** Records for a list, which leads with those of our own: imported ones can be thousands. */
export interface OwnFirst<T> {
  readonly shown: readonly T[];
  /** Imported records that the list leaves out. */
  readonly leftOut: readonly T[];
}

/** Those of our own catalogues; where there are none, all. */
export function ownFirst<T extends Recorded>(
  records: readonly T[],
  knowledge: Pick<Knowledge, 'catalogueOf'>,
): OwnFirst<T> {
  const { own = [], imported = [] } = Object.groupBy(records, ({ id }) =>
    isOwnCatalogue(knowledge.catalogueOf(id) ?? '') ? 'own' : 'imported',
  );
  return own.length === 0 ? { shown: imported, leftOut: [] } : { shown: own, leftOut: imported };
}

/** "24 of ATT&CK and 812 of CFR", the most first. */
function countedByCatalogue(
  records: readonly Recorded[],
  knowledge: Pick<Knowledge, 'catalogueOf'>,
): string {
  const byCatalogue = Map.groupBy(records, ({ id }) => knowledge.catalogueOf(id) ?? '');
  const parts = [...byCatalogue]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(
      ([catalogue, list]) =>
        `${list.length.toLocaleString('en-GB')} of ${catalogueName(catalogue)}`,
    );
  return listInWords(parts);
}

/** " (ATT&CK)" after what was imported; nothing after what is our own. */
export function importedMark(id: string, knowledge: Pick<Knowledge, 'catalogueOf'>): string {
  const catalogue = knowledge.catalogueOf(id);
  return catalogue === undefined || isOwnCatalogue(catalogue)
    ? ''
    : ` (${catalogueName(catalogue)})`;
}

/** What a list leaves out, as a sentence with the line that shows it. */
export function leftOutSentence(
  leftOut: readonly Recorded[],
  what: string,
  knowledge: Pick<Knowledge, 'catalogueOf'>,
): string {
  return `Imported catalogues have ${count(leftOut.length, what)} more: ${countedByCatalogue(leftOut, knowledge)}.`;
}
