import type { z } from 'zod';
import type { Description } from '../../domain/vocabulary.ts';
import { shortened } from '../core/pointed-to.ts';
import { behindCitations, referredTo, type Subject, type Tale } from './tale.ts';
import { citedIn, plain } from './text.ts';

const MOST_LETTERS = 10_000;

/**
 * What an object says in its own words, with what it cites there. What it refers to besides is kept as
 * being about it.
 */
export function describe(subject: Subject, tale: Tale): z.input<typeof Description> | undefined {
  const { id, object, sources, where } = subject;
  const cited = behindCitations(citedIn(object.description), object, where, tale);
  for (const source of referredTo(object, where, tale)) {
    if (!cited.includes(source) && !sources.includes(source)) tale.references.isAbout(source, id);
  }
  const text = plain(object.description);
  if (text === '') return undefined;
  return { text: shortened(text, MOST_LETTERS), sources: [...new Set([...sources, ...cited])] };
}
