import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import { ONE_MESSAGE, roomTaken } from '../../../src/card/room.ts';
import {
  type CitedSource,
  DIGEST_ITEMS,
  Disclosure,
  LIMITS,
} from '../../../src/domain/disclosure.ts';
import { PartialDate } from '../../../src/domain/partial-date.ts';
import { digestCard } from '../../../src/present/digest-card.ts';
import { disclosureCard } from '../../../src/present/disclosure-card.ts';
import { noteCard } from '../../../src/present/note-card.ts';
import type { PostedItem } from '../../../src/present/posted-item.ts';
import type { View } from '../../../src/present/view.ts';
import { renderBlockKit } from '../../../src/render/block-kit/render.ts';
import { renderComponentsV2 } from '../../../src/render/components-v2/render.ts';
import { arbitraryText } from '../../support/arbitrary-card.ts';
import { allPages, missingFrom } from '../../support/card-words.ts';
import { discordFaults, discordTexts } from '../../support/discord-checker.ts';
import { readMarkdown } from '../../support/discord-markdown.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';
import { itemOf, posted, revised } from '../../support/posted.ts';
import { slackFaults } from '../../support/slack-checker.ts';

let house: PackHouse;
let view: View;
beforeAll(async () => {
  house = await openPackHouse();
  view = { knowledge: house.knowledge, now: new Date('2026-11-23T12:00:00Z') };
});

const options = { page: 1, commandLine: 'news D-7F3KQ', shareable: false };

/** What is wrong with the card as one message on Slack and on Discord; empty when nothing is. */
function faults(card: Card): string[] {
  const slack = renderBlockKit(card, options);
  const discord = renderComponentsV2(card, options);
  return [
    ...(slack.pages === 1 ? [] : [`${slack.pages} pages on Slack`]),
    ...(discord.pages === 1 ? [] : [`${discord.pages} pages on Discord`]),
    ...slackFaults(slack.payload),
    ...discordFaults(discord.payload, discord.attachments),
  ];
}

const SENTENCE = "The ministry's statement (of 4 October, 19:30) names 241 accounts; 4 fell. ";

function filled(length: number, of = SENTENCE): string {
  return `${of.repeat(Math.ceil(length / of.length)).slice(0, length - 1)}x`;
}

function largestSource(number: number, of = SENTENCE): CitedSource {
  return {
    publisher: filled(120, of),
    title: filled(300, of),
    url: `https://example.org/${number}/`.padEnd(500, 'long-path/'),
    publishedOn: PartialDate.parse('2024-09-27'),
    tier: 'primary',
  };
}

/** As large as a disclosure may be, with ten corrections. */
function largest(of = SENTENCE): PostedItem {
  const actors = house.knowledge.actors().slice(0, LIMITS.actors);
  const changes = {
    headline: filled(LIMITS.headline, of),
    body: filled(LIMITS.body, of),
    actors: actors.map(({ id }) => id),
    sources: Array.from({ length: LIMITS.sources }, (_, index) => largestSource(index, of)),
    tlp: 'AMBER+STRICT' as const,
  };
  const reason = filled(LIMITS.reason, of);
  return itemOf(
    ...Array.from({ length: 11 }, (_, index) =>
      revised(index + 1, changes, index === 0 ? {} : { reason }),
    ),
  );
}

function retracted(item: PostedItem): PostedItem {
  return { ...item, current: { ...item.current, state: 'retracted' } };
}

describe('the largest disclosure', () => {
  it('is one that may be published', () => {
    expect(Disclosure.safeParse(largest().current.disclosure).success).toBe(true);
  });

  it.each([
    ['in English', SENTENCE],
    ['in Chinese', '据报道，与伊朗有关的黑客组织“狼毒草”攻击了二百四十一个账户。'],
    ['in Arabic', 'قالت الوزارة إن ٢٤١ حسابًا تعرضت للهجوم، وإن أربعة منها اختُرقت. '],
    ['with quotation marks', 'He said: “no”. She said: "yes, 4 of 241". '],
    ['with file names and addresses', 'evil_update_x64.dll from hxxps://a[.]example/x_y; AS1234. '],
  ])('%s is one message, corrected and retracted and in place of another', (_, of) => {
    const item = largest(of);
    const note = { link: `https://discord.com/channels/${'1'.repeat(60)}`, editable: false };
    const cards = [
      disclosureCard(item, view),
      disclosureCard(retracted(item), view),
      noteCard([item], { ...note, reason: filled(120) }, view),
      noteCard([retracted(item)], { ...note, editable: true }, view),
    ];
    expect(cards.map(faults)).toEqual([[], [], [], []]);
  });

  it('loses nothing of its text, and says where the rest is', () => {
    const item = largest();
    const { fallback } = renderBlockKit(disclosureCard(item, view), options);
    const { headline, body } = item.current.disclosure;
    expect(fallback).toContain(headline);
    expect(fallback).toContain(body);
    expect(fallback).toContain('Changed 9 times before that: “What it said before” tells of each.');
    expect(fallback).toContain('[6] have no room in this message: see “What it said before”.');
  });

  it('offers all of it where nothing was said before', () => {
    const item = itemOf({ ...largest().current, revision: 1, reason: undefined });
    const card = disclosureCard(item, view);
    expect(card.actions).toContainEqual(
      expect.objectContaining({ label: 'In full', commandLine: 'news D-7F3KQ' }),
    );
    expect(faults(card)).toEqual([]);
  });

  it('keeps the links of a smaller one', () => {
    const card = disclosureCard(itemOf(revised(1)), view);
    expect(card.sources.map(({ url }) => url)).toEqual(posted.sources.map(({ url }) => url));
    expect(roomTaken(card)).toBeLessThan(ONE_MESSAGE);
  });
});

const arbitraryProse = (longest: number) =>
  fc
    .array(fc.constantFrom('Microsoft', 'said', '241', 'accounts', 'attacked;', 'four', '“no”'), {
      minLength: 1,
      maxLength: longest / 4,
    })
    .map((parts) => parts.join(' ').slice(0, longest).trim());

const arbitraryItem = (text: (longest: number) => fc.Arbitrary<string>) =>
  fc
    .record({
      headline: text(LIMITS.headline),
      body: text(LIMITS.body),
      reason: text(LIMITS.reason),
      corrections: fc.nat(4),
      isRetracted: fc.boolean(),
      sources: fc.array(
        fc.record({
          publisher: text(120),
          title: text(300),
          path: fc.nat(460),
        }),
        { minLength: 1, maxLength: LIMITS.sources },
      ),
    })
    .map(({ reason, corrections, isRetracted, sources, ...texts }) => {
      const changes = {
        ...texts,
        sources: sources.map(({ path, ...source }, index) => ({
          ...source,
          url: `https://example.org/${index}/${'p'.repeat(path)}`,
          publishedOn: null,
          tier: 'state-media' as const,
        })),
      };
      const revisions = Array.from({ length: corrections + 1 }, (_, index) =>
        revised(index + 1, changes, index === 0 ? {} : { reason }),
      );
      const item = itemOf(...revisions);
      return isRetracted ? retracted(item) : item;
    });

describe('any disclosure', () => {
  it('is one message', () => {
    fc.assert(
      fc.property(arbitraryItem(arbitraryProse), (item) => {
        expect(faults(disclosureCard(item, view))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('brings nothing to life, and loses nothing of its text, whatever is in it', () => {
    const nasty = (longest: number) =>
      arbitraryText.map((words) => words.slice(0, longest).trim() || 'x');
    fc.assert(
      fc.property(arbitraryItem(nasty), (item) => {
        const card = disclosureCard(item, view);
        const { headline, body } = item.current.disclosure;
        const discord = allPages(renderComponentsV2, card, options);
        for (const page of discord) {
          expect(discordFaults(page.payload, page.attachments)).toEqual([]);
        }
        const read = discord.flatMap(({ payload }) => discordTexts(payload)).map(readMarkdown);
        const live = read.flatMap((one) => one.live).map(({ kind }) => kind);
        expect(live.filter((kind) => ['mention', 'autolink', 'emoji'].includes(kind))).toEqual([]);
        // References stand apart from struck text, and blanks between paragraphs are no words.
        const texts = [headline, body].map((words) => words.replace(/\s*\[\d+\]/g, ''));
        if (!/\[\d+\]/.test(body)) {
          expect(missingFrom(read.map(({ words }) => words).join('\n'), texts)).toEqual([]);
        }
        for (const page of allPages(renderBlockKit, card, options)) {
          expect(slackFaults(page.payload)).toEqual([]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a digest of ten', () => {
  const due = new Date('2024-09-27T14:30:00Z');
  const ten = (item: (index: number) => PostedItem) =>
    digestCard(
      Array.from({ length: DIGEST_ITEMS }, (_, index) => item(index)),
      { due },
      view,
    );

  const own = (item: PostedItem, index: number): PostedItem => {
    const { disclosure } = item.current;
    const sources = disclosure.sources.map((source) => ({
      ...source,
      url: `${source.url.slice(0, 480)}/${index}`,
    }));
    const current = {
      ...item.current,
      disclosure: { ...disclosure, id: `D-${index}AAAA`, sources },
    };
    return { ...item, current };
  };

  it('is one message, however large its items, corrected or retracted', () => {
    const all = largest();
    const { current } = all;
    const fresh = itemOf({ ...current, revision: 1, reason: undefined });
    const cards = [
      ten((index) => own(fresh, index)),
      ten((index) => own(all, index)),
      ten((index) => own(retracted(all), index)),
    ];
    expect(cards.map(faults)).toEqual([[], [], []]);
    for (const card of cards) expect(card.actions).toHaveLength(11);
  });

  it('cites every source where there is room', () => {
    const card = digestCard(
      Array.from({ length: 3 }, (_, index) => own(itemOf(revised(1)), index)),
      { due },
      view,
    );
    expect(card.sources).toHaveLength(6);
    expect(card.sources.every(({ url }) => url !== '')).toBe(true);
    expect(faults(card)).toEqual([]);
  });
});
