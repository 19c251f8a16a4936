import type { Block } from '../card/card.ts';
import { refs, type Spans, struck, text } from '../card/span.ts';
import type { DisclosureRevision } from '../domain/disclosure.ts';
import {
  citedText,
  NO_BREAK,
  numbersUpTo,
  referredTo,
  withoutReferences,
} from './cited-sources.ts';

/** A text of more lines would have a block for each: its further lines run on. */
const PARAGRAPHS = 8;

function paragraphsOf(words: string): string[] {
  const lines = words.split(/\s*\n\s*/).filter((line) => line !== '');
  const rest = lines.slice(PARAGRAPHS - 1).join(' ');
  return [...lines.slice(0, PARAGRAPHS - 1), ...(rest === '' ? [] : [rest])];
}

function paragraph(spans: Spans): Block {
  return { type: 'paragraph', spans };
}

/** The lines with something after the last of them. */
function endedWith(lines: readonly Spans[], end: Spans): Block[] {
  const last: Spans = [...(lines.at(-1) ?? []), text(NO_BREAK), ...end];
  return [...lines.slice(0, -1), last].map(paragraph);
}

/** Headline and text struck; references would break the line through them, so they follow. */
function struckBlocks({ disclosure }: DisclosureRevision): Block[] {
  const { headline, body, sources } = disclosure;
  const lines = [headline, ...paragraphsOf(body)].map((line) => [
    struck(withoutReferences(line, sources)),
  ]);
  return endedWith(lines, refs(numbersUpTo(sources.length)));
}

/**
 * The text of a disclosure, never cut. Sources that it does not refer to by itself stand after it;
 * of one that is retracted the headline stands here too, as its title no longer says it.
 */
export function bodyBlocks(revision: DisclosureRevision): Block[] {
  if (revision.state === 'retracted') return struckBlocks(revision);
  const { body, sources } = revision.disclosure;
  const lines = paragraphsOf(body).map((line) => citedText(line, sources));
  const referred = referredTo(lines.flat());
  const others = refs(numbersUpTo(sources.length).filter((number) => !referred.has(number)));
  if (others.length === 0) return lines.map(paragraph);
  if (referred.size === 0) return endedWith(lines, others);
  return [...lines, [text(`See also${NO_BREAK}`), ...others]].map(paragraph);
}
