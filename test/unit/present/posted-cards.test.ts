import { beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import type { ChannelState, Rest } from '../../../src/disclosure/subscriptions.ts';
import { digestCard } from '../../../src/present/digest-card.ts';
import { noteCard } from '../../../src/present/note-card.ts';
import { restCard } from '../../../src/present/rest-card.ts';
import type { View } from '../../../src/present/view.ts';
import { withheldCard } from '../../../src/present/withheld-card.ts';
import { renderBlockKit } from '../../../src/render/block-kit/render.ts';
import { renderComponentsV2 } from '../../../src/render/components-v2/render.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { contentHash } from '../../../src/shared/content-hash.ts';
import { discordFaults } from '../../support/discord-checker.ts';
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

/** The card's words, once both platforms would take it. */
function words(card: Card): string {
  const discord = renderComponentsV2(card, options);
  expect(slackFaults(renderBlockKit(card, options).payload)).toEqual([]);
  expect(discordFaults(discord.payload, discord.attachments)).toEqual([]);
  return renderText(card, options).payload.replace(/\s+/g, ' ');
}

const lines = (card: Card) => card.actions.map(({ commandLine }) => commandLine);

const first = itemOf(revised(1));
const corrected = itemOf(revised(1), revised(2));
const other = {
  id: 'D-4M2XQ',
  headline: 'A second item',
  incident: undefined,
  sources: posted.sources.slice(1),
};
const gone = itemOf(
  revised(1, other),
  revised(2, other, { state: 'retracted', reason: 'forged [1]' }),
);

describe('a digest', () => {
  const due = new Date('2024-09-27T14:30:00Z');
  const of = (...items: Parameters<typeof digestCard>[0]) => digestCard(items, { due }, view);

  it('has a line for each item, with its sources, and a button that opens it', () => {
    const card = of(first, itemOf(revised(1, other)));
    expect(words(card)).toMatch(
      /^DIGEST 2 items · Three men indicted .*? \[1\]\[2\] — update · Phosphorus .*? · severity high · D-7F3KQ · A second item \[2\] — update · severity high · D-4M2XQ/,
    );
    expect(words(card)).toContain('Due 27 Sept 2024, 14:30 UTC · TLP:CLEAR');
    expect(lines(card)).toEqual(['news D-7F3KQ', 'news D-4M2XQ', 'unsubscribe']);
    expect(lines(of(first))).toEqual(['news D-7F3KQ', 'unsubscribe D-7F3KQ']);
    expect(card.tone).toBe('answer');
  });

  it('bears the strictest marking of its items', () => {
    const amber = itemOf(revised(1, { ...other, tlp: 'AMBER' }));
    expect(of(first, amber).footer.tlp).toBe('TLP:AMBER');
  });

  it('says which items were corrected or retracted since it was due', () => {
    const card = of(corrected, gone);
    expect(card.tone).toBe('corrected');
    expect(words(card)).toMatch(/^DIGEST · CORRECTED 27 Sept 2024, 14:52 UTC 2 items/);
    expect(words(card)).toContain('· Corrected 27 Sept 2024, 14:52 UTC: reason 2 Three men');
    expect(words(card)).toContain(
      '· Retracted 27 Sept 2024, 14:52 UTC: forged [retracted: A second item] [2] —',
    );
  });

  it('says nothing of what was corrected before', () => {
    const card = digestCard([corrected], { due: new Date('2024-09-28T06:30:00Z') }, view);
    expect(words(card)).not.toMatch(/corrected/i);
  });

  it('depends on what it says, not on when it is made', () => {
    const later = { ...view, now: new Date('2031-01-01') };
    const again = digestCard([corrected, gone], { due }, later);
    expect(contentHash(again)).toBe(contentHash(digestCard([corrected, gone], { due }, view)));
  });
});

describe('a note', () => {
  const link = 'https://chat.example/archives/C1/p1';

  it('on a post that was changed says what was wrong, and where the post is', () => {
    const card = noteCard([corrected], { link, editable: true }, view);
    expect(words(card)).toMatch(
      /CORRECTED 14:52 UTC Three men .* ! Corrected 14:52 UTC: reason 2 The post itself now says so. Open it \(https:\/\/chat\.example/,
    );
    expect(words(card)).not.toContain('The Justice Department');
    expect(lines(card)).toEqual(['news D-7F3KQ', 'unsubscribe D-7F3KQ']);
  });

  it('on one that cannot be changed has all of it, and says that the other still stands', () => {
    const frame = { link, editable: false, reason: 'it is too old' };
    const said = words(noteCard([corrected], frame, view));
    expect(said).toContain(
      'The post that said it before cannot be changed (it is too old) and still says it. This one takes its place. Open that post',
    );
    expect(said).toContain('The Justice Department announced');
  });

  it('on one that is gone claims nothing of it', () => {
    const said = words(noteCard([gone], { link: undefined, editable: false, gone: true }, view));
    expect(said).toContain('is no longer there. This one takes its place.');
    expect(said).toContain('[retracted: A second item]');
  });

  it('on a retraction strikes the headline', () => {
    const card = noteCard([gone], { link: undefined, editable: true }, view);
    expect(card.title).toBe('This update is retracted');
    expect(words(card)).toContain(
      '! Retracted 14:52 UTC: forged [retracted: A second item] The post',
    );
  });

  it('on several items of a digest lists them', () => {
    const card = noteCard([corrected, gone], { link, editable: false }, view);
    expect(words(card)).toMatch(/^CORRECTED .* 2 items corrected or retracted The post that/);
    expect(lines(card)).toEqual(['news D-7F3KQ', 'news D-4M2XQ', 'unsubscribe']);
  });
});

describe('a notice that a channel rests', () => {
  const channel = (why: Rest, name?: string): ChannelState => ({
    place: { platform: 'slack', tenant: 'T1', channel: 'C0123ABC' },
    name,
    threads: false,
    rest: { why, reason: 'Slack said is_archived', since: new Date('2024-09-28T10:00:00Z') },
  });

  it.each([
    ['archived', 'The channel was archived.', 'take it out of the archive'],
    ['deleted', 'The channel was deleted.', 'subscribe in another channel'],
    ['no-access', 'taken out of the channel', 'add it to the channel'],
    ['uninstalled', 'Tocsin was removed', 'install it again'],
  ] as const)('that is %s says why, and what to do', (why, what, next) => {
    const said = words(restCard(channel(why, '#newsroom'), view));
    expect(said).toMatch(/^Nothing can be posted in #newsroom /);
    for (const part of [what, next, 'Slack said is_archived', 'C0123ABC']) {
      expect(said).toContain(part);
    }
  });

  it('names a channel without a name by its id', () => {
    expect(words(restCard(channel('deleted'), view))).toMatch(
      /^Nothing can be posted in a channel /,
    );
  });
});

it('what may no longer be shown is not told of', () => {
  expect(words(withheldCard('https://chat.example/p1'))).toMatch(
    /^What was posted here is no longer shown .* Open the post that is meant \(https/,
  );
  expect(words(withheldCard(undefined))).not.toContain('Open');
});
