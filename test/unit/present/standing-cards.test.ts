import { beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/card/card.ts';
import { homeCard } from '../../../src/present/home-card.ts';
import { welcomeCard } from '../../../src/present/welcome-card.ts';
import { renderText } from '../../../src/render/text/render.ts';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';

const NOW = new Date('2026-11-23T12:00:00Z');

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse();
});

function words(card: Card): string {
  const options = { page: 1, commandLine: 'help', shareable: false };
  return renderText(card, options).payload.replace(/\s+/g, ' ');
}

async function expectWorkingButtons(card: Card): Promise<void> {
  for (const { commandLine } of card.actions) {
    expect((await house.answer(commandLine)).answered, commandLine).toBe(true);
  }
}

describe('what is said on arrival', () => {
  it('names three things to try, each a button that works, and where help is', async () => {
    const card = welcomeCard(NOW);
    expect(card.actions).toHaveLength(4);
    await expectWorkingButtons(card);
    for (const { commandLine } of card.actions) {
      expect(words(card)).toContain(`/tocsin ${commandLine}`);
    }
  });
});

describe("Slack's Home", () => {
  const home = (state: 'ok' | 'failing', followed: string[] = []) =>
    homeCard(
      {
        health: [
          { part: 'database', state, detail: 'Answers in 2 ms.' },
          { part: 'console', state: 'off', detail: 'Not wanted.' },
        ],
        followed,
      },
      { knowledge: house.knowledge, now: NOW },
    );

  it('says what is followed, and how to begin', () => {
    expect(words(home('ok'))).toContain('Nothing yet. In the channel that is to follow a group');
    expect(words(home('ok', ['Phosphorus in #newsroom']))).toContain(
      'Followed here · Phosphorus in #newsroom',
    );
    const untold = homeCard(
      { health: [], followed: undefined },
      { knowledge: house.knowledge, now: NOW },
    );
    expect(words(untold)).toContain('/tocsin subscriptions in a channel tells what it follows');
  });

  it('tells what does not work, and sums up what does', () => {
    expect(words(home('ok'))).toContain('Working: database.');
    expect(words(home('failing'))).toContain('Database fails. Answers in 2 ms.');
    expect(words(home('ok'))).not.toContain('Not wanted');
  });

  it('has buttons that work', async () => {
    await expectWorkingButtons(home('ok'));
  });
});
