import { beforeEach, describe, expect, it } from 'vitest';
import { announcingLeads, createLeadCards, type LeadCards } from '../../../src/app/lead-cards.ts';
import type { Card } from '../../../src/card/card.ts';
import type { Notices } from '../../../src/delivery/ledger.ts';
import { placeKey } from '../../../src/domain/place.ts';
import { renderBlockKit } from '../../../src/render/block-kit/render.ts';
import { renderComponentsV2 } from '../../../src/render/components-v2/render.ts';
import { discordFaults } from '../../support/discord-checker.ts';
import {
  lead,
  leadItem,
  memoryEditorChannels,
  NAMES_PHOSPHORUS,
} from '../../support/memory-leads.ts';
import { openPackHouse } from '../../support/pack-house.ts';
import { slackFaults } from '../../support/slack-checker.ts';
import { EDITOR, GUILD_EDITOR, type LeadsHouse, openLeadsHouse } from '../commands/leads-house.ts';

interface Shown {
  readonly card: Card;
  readonly revision: number | undefined;
}

/** Notices as the ledger keeps them: one for a key, and a later revision in the place of an earlier. */
function memoryNotices(): Notices & { readonly shown: Map<string, Shown> } {
  const shown = new Map<string, Shown>();
  const keyOf = (place: Parameters<Notices['announce']>[0], key: string) =>
    `${placeKey(place)} ${key}`;
  const isLater = (before: Shown, revision = 0) => (before.revision ?? Infinity) < revision;
  return {
    shown,
    async announce(place, key, card, revision) {
      const before = shown.get(keyOf(place, key));
      if (before === undefined || isLater(before, revision)) {
        shown.set(keyOf(place, key), { card, revision });
      }
      return '1';
    },
    async revise(place, key, card, revision) {
      const before = shown.get(keyOf(place, key));
      if (before === undefined || !isLater(before, revision)) return false;
      shown.set(keyOf(place, key), { card, revision });
      return true;
    },
    outcomeOf: async () => undefined,
    whoFollows: async () => [],
  };
}

const ID = 'L-7F3KQ';
const LATER = new Date('2026-11-23T13:00:00Z');

let house: LeadsHouse;
let notices: ReturnType<typeof memoryNotices>;
let cards: LeadCards;
beforeEach(async () => {
  house = await openLeadsHouse();
  notices = memoryNotices();
  const { answering } = await openPack();
  const { services } = house;
  const { clock } = services;
  cards = createLeadCards({
    ...services,
    ...{ notices, clock, within: answering.within, named: answering.named },
  });
});

let pack: ReturnType<typeof openPackHouse> | undefined;
function openPack() {
  pack ??= openPackHouse();
  return pack;
}

const grantee = { ...EDITOR.where, user: EDITOR.who.id, right: 'edit', grantedBy: 'root' } as const;
const shownIn = (place: Parameters<typeof placeKey>[0]) =>
  notices.shown.get(`${placeKey(place)} lead/${ID}`);

describe('a lead in an editors’ channel', () => {
  it('is posted once where it was raised later, and put right as it is decided', async () => {
    await house.services.grants.give(grantee);
    await house.as(EDITOR, 'inbox here:on');
    house.leads.put(lead({ raisedAt: LATER }));
    await cards.show(ID);
    await cards.show(ID);
    expect(notices.shown.size).toBe(1);
    const first = shownIn(EDITOR.where)?.card;
    expect(first?.title).toBe('The Example Times: “Phosphorus said to try again”');
    expect(first?.actions.map(({ label }) => label)).toEqual([
      'Publish as…',
      'Attach…',
      'Dismiss',
      'Mute',
      'Open',
    ]);
    const log = { error: () => {} };
    const leads = announcingLeads(house.leads, cards, log);
    await leads.decide(ID, 1, { state: 'dismissed' }, EDITOR.who);
    const after = shownIn(EDITOR.where)?.card;
    expect(JSON.stringify(after?.kicker)).toContain('dismissed');
    expect(after?.actions.map(({ label }) => label)).toEqual(['Put back', 'Open']);
  });

  it('is not posted where it was raised before, nor where the channel is off', async () => {
    await house.services.grants.give(grantee);
    house.leads.put(lead());
    await house.as(EDITOR, 'inbox here:on');
    await cards.show(ID);
    await house.as(EDITOR, 'inbox here:off');
    house.leads.put(lead({ raisedAt: LATER }));
    await cards.show(ID);
    expect(notices.shown.size).toBe(0);
  });

  it('is not posted when whoever asked may edit no more, but what stands there is put right', async () => {
    await house.services.grants.give(grantee);
    await house.as(EDITOR, 'inbox here:on');
    house.leads.put(lead({ raisedAt: LATER }));
    await cards.show(ID);
    await house.services.grants.take(EDITOR.where, EDITOR.who.id, 'edit');
    house.leads.put(lead({ raisedAt: LATER, state: 'muted', version: 2 }));
    await cards.show(ID);
    expect(shownIn(EDITOR.where)?.revision).toBe(2);
    house.leads.put(lead({ id: 'L-00002', raisedAt: LATER }));
    await cards.show('L-00002');
    expect(notices.shown.size).toBe(1);
  });

  it('is seen to in every channel, whichever fails, and a decision holds', async () => {
    const channels = memoryEditorChannels(house.services.clock);
    const who = { by: EDITOR.who, byOperator: true };
    await channels.set(GUILD_EDITOR.where, true, who);
    await channels.set(EDITOR.where, true, who);
    const { answering } = await openPack();
    const failing = createLeadCards({
      ...{ ...house.services, clock: house.services.clock, editorChannels: channels },
      ...{ within: answering.within, named: answering.named },
      notices: {
        ...notices,
        announce: async (place, ...rest) => {
          if (place.platform === 'discord') throw new Error('the database is away');
          return await notices.announce(place, ...rest);
        },
      },
    });
    house.leads.put(lead({ raisedAt: LATER }));
    await expect(failing.show(ID)).rejects.toThrow('away');
    expect(shownIn(EDITOR.where)).toBeDefined();
    const logged: unknown[] = [];
    const log = { error: (about: unknown) => void logged.push(about) };
    const leads = announcingLeads(house.leads, failing, log);
    expect(await leads.decide(ID, 1, { state: 'muted' }, EDITOR.who)).toMatchObject({
      state: 'muted',
    });
    expect(logged).toHaveLength(1);
  });

  it('fits one message on both platforms, however much its publishers write', async () => {
    await house.services.editorChannels.set(EDITOR.where, true, {
      ...{ by: EDITOR.who, byOperator: true },
    });
    const long = '*_~|`<@1> [x](https://evil.example) '.repeat(80);
    const items = Array.from({ length: 20 }, (_, at) =>
      leadItem({
        ...{ id: `${at}`, publisher: `Publisher ${at} ${'of many words '.repeat(8)}` },
        ...{ title: long.slice(0, 300), summary: long.slice(0, 2_000) },
        earlier: Array.from({ length: 9 }, (__, n) => ({
          ...{ ...leadItem(), title: `${n} ${long}`.slice(0, 300), until: LATER },
        })),
      }),
    );
    const reasons = Array.from({ length: 50 }, (_, at) => ({
      ...NAMES_PHOSPHORUS,
      words: `${at} ${long}`,
    }));
    const incident = '2019-10-phosphorus-us-campaign';
    house.leads.put(lead({ kind: 'correction', incident, items, reasons, raisedAt: LATER }));
    await cards.show(ID);
    const card = shownIn(EDITOR.where)?.card as Card;
    const options = { page: 1, commandLine: 'help', shareable: false };
    const slack = renderBlockKit(card, options);
    const discord = renderComponentsV2(card, options);
    expect([slack.pages, discord.pages]).toEqual([1, 1]);
    expect(slackFaults(slack.payload)).toEqual([]);
    expect(discordFaults(discord.payload, discord.attachments)).toEqual([]);
  });
});
