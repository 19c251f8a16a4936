import { beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import { withCommandName } from '../../../src/card/command-name.ts';
import { code, link, strong, struck, text } from '../../../src/card/span.ts';
import { welcomeCard } from '../../../src/present/welcome-card.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse();
});

function card(changes: Partial<Card>): Card {
  return {
    title: '',
    tone: 'answer',
    blocks: [],
    sources: [],
    actions: [],
    footer: { asOf: [], tlp: '' },
    ...changes,
  };
}

describe('withCommandName', () => {
  it('says the name in titles, text and code, and nowhere else', () => {
    const spans = [
      text('Type /tocsin stats, or /tocsin.'),
      code('/tocsin help'),
      strong('“/tocsin”'),
      struck('/tocsin stats'),
      link('/tocsin', 'https://a.example/tocsin'),
      text('https://a.example/tocsin x/tocsin /tocsins /tocsin-x'),
      code('npx tocsin ask stats'),
    ];
    const given = card({ title: '/tocsin stats', blocks: [{ type: 'paragraph', spans }] });
    expect(withCommandName(given, () => '/bell')).toEqual(
      card({
        title: '/bell stats',
        blocks: [
          {
            type: 'paragraph',
            spans: [
              text('Type /bell stats, or /bell.'),
              code('/bell help'),
              strong('“/tocsin”'),
              struck('/tocsin stats'),
              link('/bell', 'https://a.example/tocsin'),
              text('https://a.example/tocsin x/tocsin /tocsins /tocsin-x'),
              code('npx tocsin ask stats'),
            ],
          },
        ],
      }),
    );
  });

  it('takes the name as it is, whatever is in it', () => {
    expect(withCommandName(card({ title: '/tocsin $& x' }), () => '/$&').title).toBe('/$& $& x');
  });

  it('tells the name by the word that follows, where there are several', () => {
    const commandFor = (word: string) => (word === 'publish' ? '/bell-desk' : '/bell');
    const title = '/tocsin publish, /tocsin stats, /tocsin, /tocsin publisher, /tocsin as-of:2019';
    expect(withCommandName(card({ title }), commandFor).title).toBe(
      '/bell-desk publish, /bell stats, /bell, /bell publisher, /bell as-of:2019',
    );
  });

  it('leaves no other name on any card of the pack', async () => {
    const { knowledge, answering } = house;
    const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
    const lines = [
      ...answering.registry.commands.flatMap(({ verb, examples }) => [...examples, `help ${verb}`]),
      ...ids(knowledge.incidents()).flatMap((id) =>
        ['stats', 'incident', 'targets', 'timeline', 'sources'].map((verb) => `${verb} ${id}`),
      ),
      ...ids(knowledge.actors()).map((id) => `actor ${id}`),
      ...ids(knowledge.sources()).map((id) => `sources ${id}`),
      ...['status', 'zzqx qqzzx', 'stast', 'names', 'grant', 'actor', 'claim nothing', 'help nix'],
    ];
    const cards = [welcomeCard(new Date())];
    for (const line of lines) cards.push((await house.answer(line)).card);
    const before = cards.filter((one) => JSON.stringify(one).includes('/tocsin'));
    expect(before.length).toBeGreaterThan(50);
    for (const one of cards) {
      const after = JSON.stringify(withCommandName(one, () => '/bell'));
      expect(after, one.title).not.toContain('/tocsin');
    }
  });
});
