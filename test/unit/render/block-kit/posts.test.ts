import { expect, test } from 'vitest';
import { instant, strong, struck, text } from '../../../../src/card/span.ts';
import { renderBlockKit } from '../../../../src/render/block-kit/render.ts';
import { foundingCard, foundingOptions } from '../../../support/founding-card.ts';
import { slackFaults } from '../../../support/slack-checker.ts';

const at = new Date('2026-11-22T14:05:00Z');

function render(changes: Partial<typeof foundingCard>) {
  return renderBlockKit({ ...foundingCard, ...changes }, foundingOptions);
}

test('struck words bear the style, and the text says that they are retracted', () => {
  const blocks = [{ type: 'paragraph', spans: [text('Now. '), struck('~<!here>~')] }] as const;
  const { payload, fallback } = render({ blocks });
  expect(slackFaults(payload)).toEqual([]);
  expect(JSON.stringify(payload.blocks)).toContain(
    '{"type":"text","text":"~<!here>~","style":{"strike":true}}',
  );
  expect(fallback).toContain('Now. [retracted: ~<!here>~]');
  expect(payload.text).toContain('[retracted: ~&lt;!here&gt;~]');
});

test('a kicker is small type above the header, its instant in the zone of the reader', () => {
  const kicker = [strong('UPDATE'), text(' · CORRECTED '), instant(at, 'time')];
  const { payload, fallback } = render({ kicker, tone: 'corrected' });
  expect(slackFaults(payload)).toEqual([]);
  expect(payload.blocks.slice(0, 2)).toEqual([
    {
      type: 'context',
      elements: [
        { type: 'plain_text', text: 'UPDATE · CORRECTED ', emoji: false },
        { type: 'mrkdwn', text: '<!date^1795356300^{time}|14:05 UTC>', verbatim: true },
      ],
    },
    expect.objectContaining({ type: 'header' }),
  ]);
  expect(fallback).toMatch(/^UPDATE · CORRECTED 14:05 UTC\nPhosphorus operation/);
});
