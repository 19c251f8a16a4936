import { describe, expect, it } from 'vitest';
import type { Place } from '../../../src/command/access.ts';
import { dispatch } from '../../../src/command/dispatch.ts';
import { fixedClock } from '../../../src/shared/clock.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { house, invocation, NOW } from './house.ts';

const HERE: Place = { platform: 'slack', tenant: 'T1', channel: 'C1' };
/** Marked AMBER. */
const MARKED = 'solarwinds.inside';

function open() {
  const stores = memoryStores(fixedClock(NOW));
  const { options } = house(stores);
  const title = async (line: string, where: Place = HERE) =>
    (await dispatch(invocation(line, { where }), options)).card.title;
  return { ...stores, title };
}

const KNOWN = `claim ${JSON.stringify({ claim: MARKED })}`;

describe('the TLP ceiling of the channel', () => {
  it('decides what a command sees', async () => {
    const { title, ceilings } = open();
    expect(await title(`claim ${MARKED}`)).toBe(`no ${KNOWN}`);
    await ceilings.set(HERE, 'GREEN', 'boss');
    expect(await title(`claim ${MARKED}`)).toBe(`no ${KNOWN}`);
    await ceilings.set(HERE, 'AMBER', 'boss');
    expect(await title(`claim ${MARKED}`)).toBe(KNOWN);
    expect(await title(`claim ${MARKED} as-of:2020`)).toBe(KNOWN);
    await ceilings.set(HERE, 'CLEAR', 'boss');
    expect(await title(`claim ${MARKED}`)).toBe(`no ${KNOWN}`);
    expect(await title(`claim ${MARKED} as-of:2020`)).toBe(`no ${KNOWN}`);
  });

  it('decides what a line without a verb leads to', async () => {
    const { title, ceilings } = open();
    expect(await title(MARKED)).toBe(`search ${JSON.stringify({ query: MARKED })}`);
    await ceilings.set(HERE, 'RED', 'boss');
    expect(await title(MARKED)).toBe(KNOWN);
  });

  it('does nothing for another channel, tenant or platform, whatever its id', async () => {
    const { title, ceilings } = open();
    await ceilings.set(HERE, 'RED', 'boss');
    const others: Place[] = [
      { ...HERE, tenant: 'T2' },
      { ...HERE, platform: 'discord' },
      { ...HERE, channel: 'C2' },
      { ...HERE, tenant: 'T1/C1', channel: '' },
    ];
    for (const where of others) expect(await title(`claim ${MARKED}`, where)).toBe(`no ${KNOWN}`);
    expect(await title(`claim ${MARKED}`)).toBe(KNOWN);
  });
});
