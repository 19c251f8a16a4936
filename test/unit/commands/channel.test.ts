import { beforeEach, describe, expect, it } from 'vitest';
import { Tlp } from '../../../src/domain/vocabulary.ts';
import {
  ADMINISTRATOR,
  buttons,
  type Desk,
  NEIGHBOUR,
  OPERATOR,
  openDesk,
  READER,
} from './desk.ts';

let desk: Desk;
beforeEach(async () => {
  desk = await openDesk();
});

describe('channel', () => {
  it('shows the ceiling, what each marking means, and buttons for the others', async () => {
    const words = await desk.says(ADMINISTRATOR, 'channel');
    expect(words).toContain('Ceiling TLP:CLEAR');
    for (const level of Tlp.options) expect(words).toContain(`TLP:${level} `);
    const lines = buttons(await desk.as(ADMINISTRATOR, 'channel'));
    expect(lines).toEqual(Tlp.options.slice(1).map((level) => `channel ceiling:${level}`));
  });

  it.each(Tlp.options.slice(1))('sets %s, says what that means, and can undo it', async (level) => {
    const set = await desk.as(ADMINISTRATOR, `channel ceiling:${level.toLowerCase()}`);
    expect(set).toMatchObject({ answered: true, commandLine: `channel ceiling:${level}` });
    expect(desk.services.ceilings.of(ADMINISTRATOR.where)).toBe(level);
    expect(buttons(set)).toEqual(['channel ceiling:CLEAR']);
    const words = await desk.says(ADMINISTRATOR, 'channel');
    expect(words).toContain(`Ceiling TLP:${level}`);
    expect(words).toContain('Everybody who can read this channel or ask in it can see that');
    await desk.as(ADMINISTRATOR, 'channel ceiling:CLEAR');
    expect(desk.services.ceilings.of(ADMINISTRATOR.where)).toBe('CLEAR');
  });

  it('is for administrators, and for this channel of this tenant', async () => {
    expect((await desk.as(READER, 'channel ceiling:RED')).answered).toBe(false);
    expect((await desk.as(NEIGHBOUR, 'channel ceiling:RED in:slack/T1/C1')).answered).toBe(false);
    await desk.as(NEIGHBOUR, 'channel ceiling:RED');
    expect(desk.services.ceilings.of(ADMINISTRATOR.where)).toBe('CLEAR');
  });

  it('is set from the machine by naming workspace and channel', async () => {
    const set = await desk.as(OPERATOR, 'channel ceiling:GREEN in:slack/T1/C1');
    expect(set.answered).toBe(true);
    expect(buttons(set)).toEqual(['channel ceiling:CLEAR in:slack/T1/C1']);
    expect(desk.services.ceilings.of(ADMINISTRATOR.where)).toBe('GREEN');
    expect(await desk.says(OPERATOR, 'channel in:slack/T1')).toContain('No channel is named.');
  });
});
