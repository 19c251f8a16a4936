import { expect, it } from 'vitest';
import type { Card } from '../../../../src/card/card.ts';
import type { ChartSpec } from '../../../../src/card/chart.ts';
import { text } from '../../../../src/card/span.ts';
import { LIMITS } from '../../../../src/render/block-kit/limits.ts';
import { renderBlockKit } from '../../../../src/render/block-kit/render.ts';
import { foundingCard, foundingOptions } from '../../../support/founding-card.ts';
import { slackWords } from '../../../support/slack-checker.ts';

function imagesOf(blocks: readonly { type: string }[]) {
  return blocks.filter(({ type }) => type === 'image');
}

it('asks for pictures to be uploaded, and shows them once they are', () => {
  const waiting = renderBlockKit(foundingCard, { ...foundingOptions, chartFile: () => undefined });
  expect(waiting.attachments.map(({ name }) => name)).toEqual(['chart-1.png']);
  expect(imagesOf(waiting.payload.blocks)).toEqual([]);

  const asked: ChartSpec[] = [];
  const shown = renderBlockKit(foundingCard, {
    ...foundingOptions,
    chartFile: (chart) => {
      asked.push(chart);
      return 'F012345678';
    },
  });
  expect(shown.attachments).toEqual([]);
  expect(asked).toContainEqual(waiting.attachments[0]?.chart);
  expect(imagesOf(shown.payload.blocks)).toEqual([
    expect.objectContaining({ type: 'image', slack_file: { id: 'F012345678' } }),
  ]);
});

it('prefers an address to an upload', () => {
  const chartUrl = () => 'https://tocsin.example/charts/1.png';
  const options = { ...foundingOptions, chartUrl, chartFile: () => undefined };
  expect(renderBlockKit(foundingCard, options).attachments).toEqual([]);
});

it('has the same pages before and after pictures are uploaded', () => {
  const paragraph = { type: 'paragraph', spans: [text('word '.repeat(390))] } as const;
  const chart = foundingCard.blocks.find((block) => block.type === 'chart');
  const blocks = [paragraph, paragraph, ...(chart === undefined ? [] : [chart]), paragraph];
  const card: Card = { ...foundingCard, blocks: [...blocks, ...blocks, paragraph], sources: [] };
  const [waiting, shown] = [undefined, 'F'.padEnd(24, '0')].map((id) =>
    renderBlockKit(card, { ...foundingOptions, chartFile: () => id }),
  );
  expect(waiting?.pages).toBeGreaterThan(1);
  expect(shown?.pages).toBe(waiting?.pages);
  expect(JSON.stringify(shown?.payload.blocks).length).toBeLessThanOrEqual(LIMITS.json);
});

it('writes tables as lists where Slack has no tables', () => {
  const card: Card = {
    ...foundingCard,
    blocks: [
      {
        type: 'table',
        caption: 'Names',
        columns: [
          { label: 'Name', align: 'left' },
          { label: 'Used by', align: 'left' },
        ],
        rows: [[[text('Phosphorus')], [text('Microsoft')]]],
      },
    ],
    sources: [],
  };
  const types = (surface: 'message' | 'view') =>
    renderBlockKit(card, { ...foundingOptions, surface }).payload.blocks.map(({ type }) => type);
  expect(types('message')).toContain('table');
  expect(types('view')).not.toContain('table');
  const { payload } = renderBlockKit(card, { ...foundingOptions, surface: 'view' });
  expect(slackWords(payload)).toMatch(/Phosphorus.*Microsoft/);
});
