import { beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import { disclosureCard } from '../../../src/present/disclosure-card.ts';
import type { PostedItem } from '../../../src/present/posted-item.ts';
import { renderBlockKit } from '../../../src/render/block-kit/render.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { contentHash } from '../../../src/shared/content-hash.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';
import { itemOf, posted, revised } from '../../support/posted.ts';

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse();
});

const NOW = new Date('2026-11-23T12:00:00Z');
const options = { page: 1, commandLine: 'news D-7F3KQ', shareable: false };

function cardOf(item: PostedItem, now = NOW): Card {
  return disclosureCard(item, { knowledge: house.knowledge, now });
}

function words(item: PostedItem): string {
  return renderText(cardOf(item), options).payload.replace(/\s+/g, ' ');
}

function fallback(item: PostedItem): string {
  return renderBlockKit(cardOf(item), options).fallback;
}

const lines = (card: Card) => card.actions.map(({ commandLine }) => commandLine);

describe('a disclosure in a channel', () => {
  const item = itemOf(revised(1));

  it('reads as agreed', () => {
    const [kicker, title, ...rest] = renderText(cardOf(item), { ...options, width: 100 })
      .payload.split('\n')
      .filter((line) => line !== '');
    expect(kicker).toBe('UPDATE · Phosphorus and a US campaign, 2019 · severity high');
    expect(title).toBe(posted.headline);
    expect(rest.join('\n')).toContain(
      'First posted 27 Sept 2024, 14:02 UTC · revision 1 · D-7F3KQ · TLP:CLEAR',
    );
    expect(lines(cardOf(item))).toEqual([
      `incident ${posted.incident}`,
      `timeline ${posted.incident}`,
      'unsubscribe D-7F3KQ',
    ]);
  });

  it('depends on what it says, not on when it is made', () => {
    const hashes = [NOW, new Date('2031-01-01')].map((now) => contentHash(cardOf(item, now)));
    expect(new Set(hashes).size).toBe(1);
  });

  it('warns by its severity', () => {
    const tones = (['low', 'medium', 'high', 'critical'] as const).map(
      (severity) => cardOf(itemOf(revised(1, { severity }))).tone,
    );
    expect(tones).toEqual(['answer', 'answer', 'alert', 'alert']);
  });

  it('turns numbers in brackets into references, and leaves numbers of no source as they are', () => {
    const { blocks } = cardOf(itemOf(revised(1, { body: 'One [2]. Two [7].' })));
    expect(blocks).toEqual([
      {
        type: 'paragraph',
        spans: [
          { type: 'text', text: 'One\u00a0' },
          { type: 'ref', source: 2 },
          { type: 'text', text: '. Two\u00a0' },
          { type: 'text', text: '[7]' },
          { type: 'text', text: '.' },
        ],
      },
      {
        type: 'paragraph',
        spans: [
          { type: 'text', text: 'See also\u00a0' },
          { type: 'ref', source: 1 },
        ],
      },
    ]);
  });

  it('puts all sources after a text that refers to none', () => {
    expect(words(itemOf(revised(1, { body: 'Plain words.' })))).toContain(
      'Plain words. [1][2] [1]',
    );
  });

  it('keeps paragraphs, at most eight', () => {
    const body = Array.from({ length: 20 }, (_, index) => `Line ${index + 1}.`).join('\n\n');
    const { blocks } = cardOf(itemOf(revised(1, { body })));
    expect(blocks).toHaveLength(8);
    expect(words(itemOf(revised(1, { body })))).toContain('Line 19. Line 20.');
  });

  it('names groups where there is no incident, and neither where they are not known', () => {
    const [actor] = house.knowledge.actors();
    const named = itemOf(revised(1, { incident: undefined, actors: [actor!.id] }));
    expect(words(named)).toContain(`UPDATE · ${actor!.label} · severity high`);
    expect(lines(cardOf(named))).toContain(`actor ${actor!.id}`);
    const unknown = itemOf(revised(1, { incident: 'hidden-incident', actors: ['hidden-actor'] }));
    expect(words(unknown)).toContain('UPDATE · severity high');
    expect(JSON.stringify(cardOf(unknown))).not.toContain('hidden');
  });

  it('counts subjects beyond two', () => {
    const actors = house.knowledge
      .actors()
      .slice(0, 5)
      .map(({ id }) => id);
    expect(words(itemOf(revised(1, { actors })))).toMatch(/ · \d more groups? · severity high/);
  });
});

describe('after a correction', () => {
  const before = revised(1, { headline: 'Two men indicted', severity: 'medium' });
  const reason = 'an earlier version said two men were charged; it is three. [1]';
  const item = itemOf(before, revised(2, {}, { reason, at: new Date('2024-09-27T15:40:00Z') }));

  it('says so above the headline and, with the reason, under it', () => {
    expect(cardOf(item).tone).toBe('corrected');
    expect(words(item)).toMatch(
      /· severity high · CORRECTED 15:40 UTC Three men indicted .*? ! Corrected 15:40 UTC: an earlier version said two men were charged; it is three\. \[1\] The Justice/,
    );
  });

  it('says what changed, and leads to what it said before', () => {
    expect(words(item)).toContain('What changed: headline; severity now high, was medium.');
    expect(lines(cardOf(item))).toContain('news D-7F3KQ');
    expect(words(item)).toContain('First posted 27 Sept 2024, 14:02 UTC · revision 2');
  });

  it('says in plain words that it is corrected', () => {
    expect(fallback(item)).toMatch(/^UPDATE · .* · CORRECTED 15:40 UTC\nThree men/);
    expect(fallback(item)).not.toContain('Corrected: Three');
  });

  it('gives the day where it is another than that of the first posting', () => {
    const later = revised(2, {}, { at: new Date('2024-09-29T08:00:00Z') });
    expect(words(itemOf(before, later))).toContain('CORRECTED 29 Sept 2024, 08:00 UTC');
  });

  it('lists earlier corrections, the newest first, in numbers of today’s sources', () => {
    const swapped = { sources: posted.sources.toReversed() };
    const twice = itemOf(before, item.current, revised(3), revised(4, swapped));
    expect(words(twice)).toMatch(
      /· Before that, corrected 15:42 UTC: reason 3 · Before that, corrected 15:40 UTC: an earlier version said two men were charged; it is three\. \[2\]/,
    );
  });

  it('counts them where one was marked above what it is marked now', () => {
    const secret = revised(2, { tlp: 'AMBER' }, { reason: 'a secret was in it' });
    const item = itemOf(revised(1), secret, revised(3));
    expect(words(item)).toContain('Changed 1 time before that: “What it said before” tells');
    expect(JSON.stringify(cardOf(item))).not.toContain('secret');
  });

  it('is none when nobody had read what was wrong', () => {
    const embargo = new Date('2024-09-28T06:00:00Z');
    const item = itemOf(revised(1, {}, { embargo }), revised(2, {}, { embargo }));
    expect(cardOf(item).tone).toBe('alert');
    expect(words(item)).not.toMatch(/corrected/i);
    expect(words(item)).toContain('First posted 28 Sept 2024, 06:00 UTC · revision 2');
    expect(lines(cardOf(item))).not.toContain('news D-7F3KQ');
  });
});

describe('after a retraction', () => {
  const gone = revised(3, {}, { state: 'retracted', reason: 'the release was forged.' });
  const item = itemOf(revised(1), revised(2), gone);

  it('gives the reason first and strikes headline and text', () => {
    const card = cardOf(item);
    expect(card.tone).toBe('retracted');
    expect(card.title).toBe('This update is retracted');
    const [notice, headline, body] = card.blocks;
    expect(notice).toMatchObject({ type: 'notice' });
    expect(headline).toEqual({
      type: 'paragraph',
      spans: [{ type: 'struck', text: posted.headline }],
    });
    expect(body).toMatchObject({
      spans: [
        {
          type: 'struck',
          text: 'The Justice Department announced charges against three men. The Treasury listed seven people.',
        },
        { type: 'text' },
        { type: 'ref' },
        { type: 'ref' },
      ],
    });
  });

  it('says in plain words what is retracted', () => {
    expect(fallback(item)).toMatch(/ · RETRACTED 15:42 UTC\nThis update is retracted\n\n/);
    expect(fallback(item)).toContain(`[retracted: ${posted.headline}]`);
    expect(fallback(item)).toContain('Retracted 15:42 UTC: the release was forged.');
  });

  it('says nothing that it said without the mark', () => {
    const unmarked = fallback(item).replace(/\[retracted: [^\]]*\]/g, '');
    expect(unmarked).not.toContain('Justice Department announced');
    expect(unmarked).not.toContain(posted.headline);
  });

  it('that is taken back is a correction', () => {
    const back = itemOf(revised(1), revised(2, {}, { state: 'retracted' }), revised(3));
    expect(cardOf(back).tone).toBe('corrected');
    expect(words(back)).toContain('What changed: no longer retracted.');
    expect(words(back)).toContain('Before that, retracted 14:52 UTC: reason 2');
  });
});
