import { describe, expect, it } from 'vitest';
import type { Action, Card } from '../../../../src/card/card.ts';
import { instant, link, text } from '../../../../src/card/span.ts';
import { ACTION_PREFIX, readButtonValue } from '../../../../src/render/block-kit/buttons.ts';
import { renderBlockKit } from '../../../../src/render/block-kit/render.ts';
import { allPages, leavesOf, marked, missingFrom } from '../../../support/card-words.ts';
import { foundingCard, foundingOptions } from '../../../support/founding-card.ts';
import { LARGE_CARDS } from '../../../support/large-cards.ts';
import { slackFaults, slackWords } from '../../../support/slack-checker.ts';

function blocksOf(card: Card, options = foundingOptions) {
  return renderBlockKit(card, options).payload.blocks;
}

function buttonsOf(card: Card, options = foundingOptions): [string, string | undefined][] {
  return blocksOf(card, options).flatMap((block) =>
    block.type === 'actions'
      ? block.elements.flatMap((one): [string, string | undefined][] =>
          one.type === 'button' ? [[one.text.text, one.value]] : [],
        )
      : [],
  );
}

function action(label: string, commandLine: string): Action {
  return { label, commandLine, style: 'default' };
}

describe('the founding incident on Slack', () => {
  const rendered = renderBlockKit(foundingCard, foundingOptions);

  it('is one valid message, with all of it in text', () => {
    expect(slackFaults(rendered.payload)).toEqual([]);
    expect([rendered.page, rendered.pages]).toEqual([1, 1]);
    expect(missingFrom(rendered.payload.text, leavesOf(foundingCard))).toEqual([]);
    expect([rendered.attachments, rendered.storedActions]).toEqual([[], []]);
  });

  it('looks as an editor wants it', async () => {
    const json = `${JSON.stringify(rendered.payload.blocks, null, 1)}\n`;
    await expect(json).toMatchFileSnapshot('__snapshots__/founding.blocks.txt');
  });

  it('says window and asserter of the three counts once, in small type under them', () => {
    const small = rendered.payload.blocks.flatMap((block) =>
      block.type === 'context'
        ? block.elements.flatMap((one) => ('text' in one ? one.text : []))
        : [],
    );
    expect(small[0]).toBe(
      'When: a 30-day period in August–September 2019; exact days not published\n' +
        'Says: Microsoft, first-hand. Its method of counting was not published.',
    );
    expect(small.filter((words) => words.startsWith('When:'))).toHaveLength(1);
  });

  it('shows the chart where it has an address, and says nothing twice where it has none', () => {
    const url = 'https://tocsin.example/charts/1.png';
    const image = blocksOf(foundingCard, { ...foundingOptions, chartUrl: () => url }).find(
      (block) => block.type === 'image',
    );
    expect(image).toMatchObject({
      image_url: url,
      alt_text: expect.stringMatching(/^Bar chart\./),
    });
    expect(JSON.stringify(rendered.payload.blocks)).not.toContain('Bar chart.');
    expect(rendered.payload.text).toContain('Bar chart.');
  });

  it('gives instants in the zone of the reader, with words for those who see none', () => {
    const [context] = rendered.payload.blocks.filter((block) => block.type === 'context').slice(-1);
    expect(context?.elements.map((one) => ('text' in one ? one.text : ''))).toEqual([
      'As of ',
      '<!date^1795356300^{date_short} at {time}|22 Nov 2026, 14:05 UTC>',
      ' · ms-phosphorus-2019 · TLP:CLEAR',
    ]);
  });
});

describe('untrusted text on Slack', () => {
  const words =
    '<!channel> <@U1> *bold* `code` https://phish.example <https://x.example|y> :smile: &lt;';

  it('stands unparsed in blocks and escaped in text', () => {
    const card: Card = {
      ...foundingCard,
      title: words,
      blocks: [{ type: 'paragraph', spans: [text(words), link(words, 'javascript:alert(1)')] }],
    };
    const { payload } = renderBlockKit(card, foundingOptions);
    expect(slackFaults(payload)).toEqual([]);
    expect(JSON.stringify(payload.blocks)).toContain(JSON.stringify(words + words).slice(1, -1));
    expect(payload.text).toContain('&lt;!channel&gt; &lt;@U1&gt;');
    expect(payload.text).toContain('&amp;lt;');
  });

  it('keeps a date native inside running text', () => {
    const spans = [text('Posted '), instant(new Date('2026-11-22T14:05:00Z'), 'date')];
    const card: Card = { ...foundingCard, blocks: [{ type: 'paragraph', spans }] };
    expect(JSON.stringify(blocksOf(card)[1])).toContain(
      '{"type":"date","timestamp":1795356300,"format":"{date_short}","fallback":"22 Nov 2026"}',
    );
  });
});

describe('tables on Slack', () => {
  const table = foundingCard.blocks.filter((block) => block.type === 'table');

  it('are Slack’s own once in a message, and lists after that', () => {
    const blocks = blocksOf({ ...foundingCard, blocks: [...table, ...table] });
    expect(blocks.filter((block) => block.type === 'table')).toHaveLength(1);
    const json = JSON.stringify(blocks);
    expect(json).toContain('"text":" — Microsoft · until Apr 2023 [1]"');
    expect(json).toContain('"text":"Name — Used by · Since"');
  });

  it('are lists when they are too wide', () => {
    const wide = LARGE_CARDS.find(({ title }) => title === 'A column for each day');
    const blocks = blocksOf(wide ?? foundingCard);
    expect(blocks.some((block) => block.type === 'table')).toBe(false);
    expect(slackWords({ blocks })).toContain('Day 2: r1d2');
  });
});

describe('buttons on Slack', () => {
  it('carry the line, or a key where it is too long', () => {
    const line = `search ${'word '.repeat(80)}`;
    const card = { ...foundingCard, actions: [action('Help', 'help'), action('Search', line)] };
    const [[, first = ''] = [], [, second = ''] = []] = buttonsOf(card);
    expect(readButtonValue(first)).toEqual({ commandLine: 'help' });
    expect(readButtonValue(second)).toEqual({ key: second });
    expect(renderBlockKit(card, foundingOptions).storedActions).toEqual([
      { key: second, commandLine: line },
    ]);
  });

  it('all answer to one prefix', () => {
    const ids = blocksOf(foundingCard).flatMap((block) =>
      block.type === 'actions' ? block.elements.map((one) => one.action_id ?? '') : [],
    );
    expect(ids).toHaveLength(4);
    expect(ids.every((id) => id.startsWith(ACTION_PREFIX))).toBe(true);
  });

  it('show a label that is too long shortened, with a sign of it', () => {
    const [[label = ''] = []] = buttonsOf({
      ...foundingCard,
      actions: [action('A label that goes on and on '.repeat(5), 'help')],
    });
    expect(label).toMatch(/^A label .*…$/);
    expect(label.length).toBeLessThanOrEqual(75);
  });

  it('turn pages and share the page that is read', () => {
    const [card = foundingCard] = LARGE_CARDS;
    const options = { ...foundingOptions, commandLine: 'actor apt35', page: 2 };
    expect(buttonsOf(card, options)).toEqual([
      ['Previous', 'actor apt35 page:1'],
      ['Next', 'actor apt35 page:3'],
      ['Share to channel', 'actor apt35 page:2 public:true'],
    ]);
  });
});

describe('cards of many pages on Slack', () => {
  it.each(LARGE_CARDS.map((card) => [card.title, card] as const))(
    '%s: loses nothing',
    (_, plain) => {
      const card = marked(plain);
      const pages = allPages(renderBlockKit, card, foundingOptions);
      expect(pages.length).toBeGreaterThan(2);
      for (const { payload } of pages) expect(slackFaults(payload)).toEqual([]);
      const shown = pages.map(({ payload }) => slackWords(payload)).join('\n');
      expect(missingFrom(shown, leavesOf(card))).toEqual([]);
      const told = pages.map(({ payload }) =>
        payload.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
      );
      expect(missingFrom(told.join('\n'), leavesOf(card))).toEqual([]);
    },
  );
});
