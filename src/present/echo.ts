const ECHO_LENGTH = 80;

/** What a person typed, shortened to be shown back: the one place where words are cut. */
export function echo(given: string): string {
  const graphemes = [...new Intl.Segmenter('en').segment(given.trim())].map((part) => part.segment);
  const cut = graphemes.slice(0, ECHO_LENGTH).join('');
  return graphemes.length > ECHO_LENGTH ? `${cut}…` : cut;
}
