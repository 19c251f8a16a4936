import type { RenderOptions } from '../card/render.ts';
import type { Answer } from '../command/answer.ts';

export const FORMATS = ['text', 'json', 'slack', 'discord', 'html'] as const;
export type Format = (typeof FORMATS)[number];

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

/** An answer in one of the formats, for standard output. */
export async function show(answer: Answer, format: Format): Promise<string> {
  const { card, page, commandLine, answered, visibility, askerOnly } = answer;
  const mayBeShared = answered && visibility === 'asker' && askerOnly !== true;
  // A terminal has no channel to share to; the other formats show what a platform would get.
  const shareable = format !== 'text' && mayBeShared;
  const options: RenderOptions = { page, commandLine, shareable };
  switch (format) {
    case 'json':
      return json(card);
    case 'slack': {
      const { renderBlockKit } = await import('../render/block-kit/render.ts');
      return json(renderBlockKit(card, options).payload);
    }
    case 'discord': {
      const { renderComponentsV2 } = await import('../render/components-v2/render.ts');
      return json(renderComponentsV2(card, options).payload);
    }
    case 'html': {
      const { renderHtml } = await import('../render/html/render.ts');
      return renderHtml(card, options).payload;
    }
    case 'text': {
      const { renderText } = await import('../render/text/render.ts');
      const { columns, isTTY } = process.stdout;
      const colour = isTTY && process.stdout.hasColors();
      return renderText(card, isTTY ? { ...options, width: columns, colour } : options).payload;
    }
  }
}
