import { isAbove, Tlp } from '../../domain/vocabulary.ts';
import type { Tag } from './schema.ts';

const TLP_TAG = /^tlp\s*[:=]\s*(.{1,40})$/i;

/** Who may see what the tags stand on: the strictest, or that its author must not be named. */
export type Mark = Tlp | 'not-to-be-named';

function markOf(words: string): Mark {
  const name = words.trim().replaceAll('"', '').toUpperCase();
  // The Chatham House Rule: https://github.com/MISP/misp-taxonomies/blob/main/tlp/machinetag.json
  if (name === 'EX:CHR') return 'not-to-be-named';
  if (name === 'WHITE') return 'CLEAR';
  // Nobody knows who may see what bears a mark that is not understood, so nobody may.
  return Tlp.options.find((one) => one === name) ?? 'RED';
}

/** The stricter of two marks; one that is absent limits nobody. */
export function stricter(a: Mark | undefined, b: Mark | undefined): Mark | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  if (a === 'not-to-be-named' || b === 'not-to-be-named') return 'not-to-be-named';
  return isAbove(a, b) ? a : b;
}

/** Undefined when no tag speaks of TLP. Tags that are set on one server only bind as well. */
export function markIn(tags: readonly Tag[]): Mark | undefined {
  return tags
    .flatMap(({ name }) => TLP_TAG.exec(name)?.[1] ?? [])
    .map(markOf)
    .reduce<Mark | undefined>(stricter, undefined);
}
