import { beforeAll, describe, expect, it } from 'vitest';
import { openPackHouse, type PackHouse } from '../../support/pack-house.ts';

let house: PackHouse;
beforeAll(async () => {
  house = await openPackHouse();
});

describe('form, where none can be opened', () => {
  it('says where forms are, and what to type instead', async () => {
    const words = await house.words('form');
    expect(words).toContain('Forms are for Slack, Discord and the console');
    expect(words).toContain('/tocsin actor Phosphorus');
    expect(await house.words('form figures')).toContain('/tocsin stats SolarWinds');
  });

  it.each(['form nothing-known', 'form form'])('refuses %s', async (line) => {
    expect((await house.answer(line)).answered).toBe(false);
  });
});

describe('help', () => {
  it('lists verbs of administrators apart, after the first ten lines', async () => {
    const words = await house.words('help');
    expect(words).toContain('For administrators: /tocsin channel, grant, audit.');
    expect(words).toContain('Also: help, claim, subscriptions, preview, names, form, status.');
    expect(words).toMatch(/For those who look after a channel: \/tocsin unsubscribe/);
    const { card } = await house.answer('help');
    const list = card.blocks.find((block) => block.type === 'list');
    expect(list?.type === 'list' && list.items).toHaveLength(10);
    expect(JSON.stringify(list)).not.toMatch(/grant|audit|ceiling/);
  });

  it('says for whom a verb is, and lists nothing that is only for buttons', async () => {
    const words = await house.words('help audit');
    expect(words).toContain('For administrators.');
    expect(words).not.toContain('skip:');
  });
});
