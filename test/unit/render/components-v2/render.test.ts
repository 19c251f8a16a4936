import { describe, expect, it } from 'vitest';
import type { Action, Card } from '../../../../src/card/card.ts';
import { readCustomId } from '../../../../src/render/components-v2/buttons.ts';
import { renderComponentsV2 } from '../../../../src/render/components-v2/render.ts';
import { allPages, leavesOf, marked, missingFrom } from '../../../support/card-words.ts';
import { discordFaults, discordTexts } from '../../../support/discord-checker.ts';
import { readMarkdown } from '../../../support/discord-markdown.ts';
import { foundingCard, foundingOptions } from '../../../support/founding-card.ts';
import { LARGE_CARDS } from '../../../support/large-cards.ts';

function buttonsOf(card: Card, options = foundingOptions) {
  const { components } = renderComponentsV2(card, options).payload.components[0] ?? {
    components: [],
  };
  return components.flatMap((row) => (row.type === 1 ? row.components : []));
}

function labelsAndIds(card: Card, options = foundingOptions): [string, string][] {
  return buttonsOf(card, options).map((button) => {
    const { label = '', custom_id = '' } = button as { label?: string; custom_id?: string };
    return [label, custom_id];
  });
}

function action(label: string, commandLine: string): Action {
  return { label, commandLine, style: 'default' };
}

describe('the founding incident on Discord', () => {
  const rendered = renderComponentsV2(foundingCard, foundingOptions);
  const texts = discordTexts(rendered.payload);

  it('is one valid message', () => {
    expect(discordFaults(rendered.payload, rendered.attachments)).toEqual([]);
    expect([rendered.page, rendered.pages]).toEqual([1, 1]);
    expect(rendered.storedActions).toEqual([]);
  });

  it('reads as an editor wants it', async () => {
    await expect(texts.join('\n\n⁂\n\n')).toMatchFileSnapshot('__snapshots__/founding.md');
    await expect(rendered.fallback).toMatchFileSnapshot('__snapshots__/founding.txt');
  });

  it('says what limits the four compromised accounts on the line under them', () => {
    const lines = (texts[0] ?? '').split('\n');
    const four = lines.findIndex((line) => line.startsWith('**4** accounts compromised'));
    expect(lines[four + 1]).toMatch(/^None of the four was tied to the presidential campaign/);
  });

  it('attaches the chart with a description of it', () => {
    expect(rendered.attachments.map(({ name }) => name)).toEqual(['chart-1.png']);
    expect(JSON.stringify(rendered.payload)).toContain(
      '{"media":{"url":"attachment://chart-1.png"},"description":"Bar chart. More than 2,700',
    );
  });

  it('offers the card’s buttons and sharing', () => {
    expect(labelsAndIds(foundingCard)).toEqual([
      ['Targets', 't:targets ms-phosphorus-2019'],
      ['Timeline', 't:timeline ms-phosphorus-2019'],
      ['Sources', 't:sources ms-phosphorus-2019'],
      ['Share to channel', 't:stats ms-phosphorus-2019 public:true'],
    ]);
    const seen = labelsAndIds(foundingCard, { ...foundingOptions, shareable: false });
    expect(seen.map(([label]) => label)).not.toContain('Share to channel');
  });
});

describe('buttons on Discord', () => {
  it('carry a key instead of a line that is too long, and hand out the pair', () => {
    const line = `search ${'word '.repeat(40)}`;
    const card = { ...foundingCard, actions: [action('Search', line)] };
    const { storedActions } = renderComponentsV2(card, foundingOptions);
    const [[, id = ''] = []] = labelsAndIds(card);
    expect(readCustomId(id)).toEqual({ key: id });
    expect(storedActions).toEqual([{ key: id, commandLine: line }]);
    expect(id.length).toBeLessThanOrEqual(100);
  });

  it('are read back to the line they carry', () => {
    expect(readCustomId('t:stats t:x k:y')).toEqual({ commandLine: 'stats t:x k:y' });
    expect(readCustomId('somebody-else')).toBeUndefined();
  });

  it('show each line once', () => {
    const card = { ...foundingCard, actions: [action('A', 'help'), action('B', 'help')] };
    expect(labelsAndIds(card).map(([label]) => label)).toEqual(['A', 'Share to channel']);
  });

  it('go on to the next page when they are too many', () => {
    const actions = Array.from({ length: 23 }, (_, index) =>
      action(`Name ${index}`, `actor ${index}`),
    );
    const card = { ...foundingCard, actions };
    const pages = [1, 2, 3].map((page) =>
      labelsAndIds(card, { ...foundingOptions, page }).map(([label]) => label),
    );
    expect(pages.flat().filter((label) => label.startsWith('Name'))).toHaveLength(23);
    expect(pages[1]).toEqual(expect.arrayContaining(['Previous', 'Next', 'Name 11', 'Name 21']));
  });
});

describe('cards of many pages on Discord', () => {
  it('turns pages by commands that can be typed, and shares the page that is read', () => {
    const [card = foundingCard] = LARGE_CARDS;
    const options = { ...foundingOptions, commandLine: 'actor apt35', page: 2 };
    expect(labelsAndIds(card, options)).toEqual([
      ['Previous', 't:actor apt35 page:1'],
      ['Next', 't:actor apt35 page:3'],
      ['Share to channel', 't:actor apt35 page:2 public:true'],
    ]);
    const { payload, pages, fallback } = renderComponentsV2(card, options);
    expect(discordTexts(payload).at(-1)).toContain(`Page 2 of ${pages}`);
    expect(fallback).toContain(`Page 2 of ${pages}`);
  });

  it('shows the last page for one past it', () => {
    const [card = foundingCard] = LARGE_CARDS;
    const last = renderComponentsV2(card, { ...foundingOptions, page: 10_000 });
    expect(last.page).toBe(last.pages);
    expect(
      labelsAndIds(card, { ...foundingOptions, page: 10_000 }).map(([label]) => label),
    ).toEqual(['Previous', 'Share to channel']);
  });

  it.each(LARGE_CARDS.map((card) => [card.title, card] as const))(
    '%s: loses nothing',
    (_, plain) => {
      const card = marked(plain);
      const pages = allPages(renderComponentsV2, card, foundingOptions);
      expect(pages.length).toBeGreaterThan(2);
      for (const { payload, attachments } of pages) {
        expect(discordFaults(payload, attachments)).toEqual([]);
      }
      const shown = pages.flatMap(({ payload }) => discordTexts(payload));
      const words = shown.map((text) => readMarkdown(text).words).join('\n');
      expect(missingFrom(words, leavesOf(card))).toEqual([]);
    },
  );
});
