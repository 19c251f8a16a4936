import { styleText } from 'node:util';

type Format = Parameters<typeof styleText>[0];

/** How a run of text stands out. Without colour every run stays plain. */
export interface Paint {
  strong(text: string): string;
  emphasis(text: string): string;
  code(text: string): string;
  quiet(text: string): string;
  link(text: string): string;
  struck(text: string): string;
  alarm(text: string): string;
}

function painter(colour: boolean): (format: Format) => (text: string) => string {
  // The caller decides on colour, so the terminal of this process is not asked. Blanks stay plain:
  // painted they would pass for words, and an empty cell would not be said to be one.
  return (format) => (text) =>
    colour && text.trim() !== '' ? styleText(format, text, { validateStream: false }) : text;
}

export function paint(colour: boolean): Paint {
  const withFormat = painter(colour);
  return {
    strong: withFormat('bold'),
    emphasis: withFormat('italic'),
    code: withFormat('cyan'),
    quiet: withFormat('dim'),
    link: withFormat('underline'),
    struck: withFormat('strikethrough'),
    alarm: withFormat(['bold', 'yellow']),
  };
}
