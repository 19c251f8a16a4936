import { describe, expect, it } from 'vitest';
import type { AuditEntry, GrantedRight, Place } from '../../../src/command/access.ts';
import { withImplied, withoutImplied } from '../../../src/command/access.ts';
import { mayGive } from '../../../src/command/authorise.ts';
import type { Invocation } from '../../../src/command/context.ts';
import type { Right } from '../../../src/command/define.ts';
import { dispatch } from '../../../src/command/dispatch.ts';
import { fixedClock } from '../../../src/shared/clock.ts';
import { memoryStores } from '../../support/memory-stores.ts';
import { house, invocation, NOW } from './house.ts';

const HERE: Place = { platform: 'slack', tenant: 'T1', channel: 'C1' };
const ANOTHER: Place = { platform: 'slack', tenant: 'T2', channel: 'C1' };
const MACHINE: Place = { platform: 'cli', tenant: 'local', channel: 'terminal' };
const ALL = new Set<Right>(['ask', 'subscribe', 'edit', 'administer']);

/** A house with stores of its own, and what was asked of its grants. */
function open() {
  const stores = memoryStores(fixedClock(NOW));
  const looked: string[] = [];
  const grants: typeof stores.grants = {
    ...stores.grants,
    of(tenant, user) {
      looked.push(`${tenant.platform}/${tenant.tenant} ${user}`);
      return stores.grants.of(tenant, user);
    },
  };
  const { options, reports } = house({ ...stores, grants });
  const ask = (line: string, changes: Partial<Invocation> = {}) =>
    dispatch(invocation(line, { where: HERE, ...changes }), options);
  const log = async (place: Place): Promise<readonly AuditEntry[]> =>
    (await stores.audit.list(place, 0, 100)).entries;
  return { stores, looked, reports, ask, log };
}

const give = (place: Place, right: 'subscribe' | 'edit' | 'administer') => ({
  platform: place.platform,
  tenant: place.tenant,
  user: 'u1',
  right,
  grantedBy: 'boss',
});

describe('rights', () => {
  it('looks grants up only when the verb takes more than asking, and anew each time', async () => {
    const { ask, looked, stores } = open();
    await ask('stats');
    await ask('help rule');
    await ask('rule', { may: ALL });
    expect(looked).toEqual([]);
    expect((await ask('rule')).answered).toBe(false);
    await stores.grants.give(give(HERE, 'administer'));
    expect((await ask('rule')).answered).toBe(true);
    await stores.grants.take(HERE, 'u1', 'administer');
    expect((await ask('rule')).answered).toBe(false);
    expect(looked).toEqual(Array(3).fill('slack/T1 u1'));
  });

  it.each([
    ['ask', []],
    ['subscribe', ['follow']],
    ['edit', ['follow', 'publish draft-1']],
    ['administer', ['follow', 'rule']],
  ] as const)('%s brings along what it implies, vouched for or granted', async (right, open_) => {
    for (const line of ['follow', 'publish draft-1', 'rule']) {
      const { ask, stores } = open();
      const allowed = (open_ as readonly string[]).includes(line);
      expect((await ask(line, { may: new Set<Right>(['ask', right]) })).answered).toBe(allowed);
      if (right !== 'ask') await stores.grants.give(give(HERE, right));
      expect((await ask(line)).answered).toBe(allowed);
    }
  });

  it('lets a person hold both of two that do not imply each other', async () => {
    const { ask, stores } = open();
    await stores.grants.give(give(HERE, 'edit'));
    await stores.grants.give(give(HERE, 'administer'));
    for (const line of ['follow', 'publish draft-1', 'rule']) {
      expect((await ask(line)).answered, line).toBe(true);
    }
  });

  it.each([
    [[], []],
    [['subscribe', 'edit'], ['edit']],
    [['subscribe', 'administer'], ['administer']],
    [
      ['administer', 'edit', 'subscribe'],
      ['administer', 'edit'],
    ],
  ] as const)('%j come down to %j', (rights, least) => {
    expect(withoutImplied<Right>(rights)).toEqual(least);
    expect(withImplied(least)).toEqual(withImplied(rights));
  });

  it('lets operators alone give the right to edit', () => {
    const platforms = (right: GrantedRight) =>
      (['slack', 'discord', 'console', 'cli'] as const).filter((platform) =>
        mayGive(right, { platform }),
      );
    expect(platforms('edit')).toEqual(['console', 'cli']);
    for (const right of ['subscribe', 'administer'] as const) {
      expect(platforms(right)).toHaveLength(4);
    }
  });

  it('does not carry a grant into another tenant, nor to another person', async () => {
    const { ask, stores } = open();
    await stores.grants.give(give(HERE, 'administer'));
    expect((await ask('rule', { where: ANOTHER })).answered).toBe(false);
    expect((await ask('rule', { where: { ...HERE, platform: 'discord' } })).answered).toBe(false);
    expect((await ask('rule', { who: { id: 'u2', name: 'Bob' } })).answered).toBe(false);
  });

  it('answers nobody who may not even ask', async () => {
    expect((await open().ask('stats', { may: new Set<Right>() })).answered).toBe(false);
  });
});

describe('the audit log', () => {
  it.each([
    ['rule', ALL, 'done'],
    ['rule', new Set<Right>(['ask']), 'refused'],
    ['rule how:user', ALL, 'refused'],
    ['rule how:bug', ALL, 'failed'],
    ['rule how:wrong', ALL, 'refused'],
    ['rule extra words', ALL, 'refused'],
    ['rule in:slack/T2', ALL, 'refused'],
    ['follow', ALL, 'done'],
  ] as const)('has %s once, with what came of it', async (line, may, outcome) => {
    const { ask, log } = open();
    await ask(line, { may });
    expect(await log(HERE)).toEqual([
      {
        ...HERE,
        at: new Date(NOW),
        user: 'u1',
        userName: 'Ada',
        act: line.split(' ')[0],
        detail: line,
        outcome,
      },
    ]);
    expect(await log(ANOTHER)).toEqual([]);
  });

  it('has an editor’s act without the words, which may be marked higher than the channel is', async () => {
    const { ask, log } = open();
    await ask('publish draft-1', { may: ALL });
    expect(await log(HERE)).toMatchObject([{ act: 'publish', detail: 'publish …' }]);
  });

  it('has nothing of questions, of help, of slips, of what is too long to read', async () => {
    const { ask, log } = open();
    for (const line of ['stats', 'rule help', 'help rule', 'rul', '', `rule ${'x'.repeat(5000)}`]) {
      await ask(line, { may: ALL });
    }
    expect(await log(HERE)).toEqual([]);
  });

  it('tells of a log that cannot be written, and shows no answer', async () => {
    const { stores } = open();
    const record = () => Promise.reject(new Error('disk full'));
    const { options, reports } = house({ ...stores, audit: { ...stores.audit, record } });
    const answer = await dispatch(invocation('rule', { where: HERE, may: ALL }), options);
    expect(answer.answered).toBe(false);
    expect(reports).toHaveLength(1);
  });
});

describe('in:', () => {
  it('lets an operator act in another place, and logs it there', async () => {
    const { ask, log } = open();
    const answer = await ask('rule in:Slack/T2/C9', { where: MACHINE, may: ALL });
    const place = { platform: 'slack', tenant: 'T2', channel: 'C9' };
    expect(answer.card.title).toBe(`rule ${JSON.stringify(place)}`);
    expect(answer.commandLine).toBe('rule in:Slack/T2/C9');
    expect(await log(ANOTHER)).toMatchObject([{ ...place, user: 'u1', outcome: 'done' }]);
    expect(await log(MACHINE)).toEqual([]);
  });

  it('lets nobody reach from one tenant into another, nor write into its log', async () => {
    const { ask, log } = open();
    for (const platform of ['slack', 'discord'] as const) {
      const where = { ...HERE, platform };
      expect((await ask('rule in:slack/T2', { where, may: ALL })).answered).toBe(false);
    }
    expect(await log(ANOTHER)).toEqual([]);
    const link = {
      where: { ...MACHINE, platform: 'console' },
      may: new Set<Right>(['ask']),
    } as const;
    expect((await ask('rule in:slack/T2', link)).answered).toBe(false);
    expect(await log(ANOTHER)).toEqual([]);
  });

  it.each(['nowhere', 'slack', 'slack/', 'slack/T1/C1/x', 'teams/T1', '/T1'])(
    'reads no place in %s',
    async (given) => {
      const { ask } = open();
      const { card, answered } = await ask(`rule in:"${given}"`, { where: MACHINE, may: ALL });
      expect(answered).toBe(false);
      expect(JSON.stringify(card.blocks)).toContain('names no place');
    },
  );

  it('is no option of a verb that does not administer', async () => {
    const { ask } = open();
    expect((await ask('stats in:slack/T2', { where: MACHINE })).answered).toBe(false);
    expect((await ask('publish x in:slack/T2', { where: MACHINE, may: ALL })).answered).toBe(false);
  });
});
