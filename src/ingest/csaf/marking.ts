import { isAbove, Tlp } from '../../domain/vocabulary.ts';
import type { CsafDocument } from './schema.ts';

/** `WHITE` is what TLP 1.0, which CSAF 2.0 goes by, calls CLEAR. */
function toTlp(label: string): Tlp | undefined {
  const upper = label.trim().toUpperCase();
  return Tlp.safeParse(upper === 'WHITE' ? 'CLEAR' : upper).data;
}

/**
 * Who may see a document (§3.2.1.5). Limits in words alone cannot be weighed: such a document is taken for
 * one that goes no further than an organisation and its clients, unless the words name a label. One that
 * says nothing of it is open. Undefined for a label that nobody here knows.
 * @param feed label of the feed that lists the document: the stricter of the two binds
 */
export function markOf(
  distribution: CsafDocument['document']['distribution'],
  feed: string | undefined,
): Tlp | undefined {
  const own = ownMark(distribution);
  const listed = feed === undefined || feed === 'UNLABELED' ? 'CLEAR' : toTlp(feed);
  if (own === undefined || listed === undefined) return undefined;
  return isAbove(listed, own) ? listed : own;
}

function ownMark(distribution: CsafDocument['document']['distribution']): Tlp | undefined {
  if (distribution === undefined) return 'CLEAR';
  const { tlp, text = '' } = distribution;
  if (tlp !== undefined) return toTlp(tlp.label);
  if (text.trim() === '') return 'CLEAR';
  const [, named] = /\bTLP:? ?(WHITE|CLEAR|GREEN|AMBER\+STRICT|AMBER|RED)\b/i.exec(text) ?? [];
  return named === undefined ? 'AMBER' : toTlp(named);
}
