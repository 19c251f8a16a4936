import { describe, expect, it } from 'vitest';
import { followClaimChanges } from '../../../src/app/claim-changes.ts';
import type { ClaimChangePolicy } from '../../../src/config/variables.ts';
import { Claim } from '../../../src/domain/claim.ts';
import type { RecordDraft } from '../../../src/domain/record.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import type { Storage } from '../../../src/storage/open-storage.ts';
import { databases, source } from '../storage/support/store.ts';
import { disclosure, type House, openHouse, slack } from '../storage/support/telling.ts';

const server = databases();
const PACK = 'pack:tocsin';

function count(value: number, change: Record<string, unknown> = {}): RecordDraft {
  const figure = { metric: 'compromised', value, qualifier: 'exactly', unit: 'accounts' };
  const body = Claim.parse({
    ...{ id: 'case.count', about: 'case', kind: 'figure', text: `It was ${value}.`, figure },
    ...{ assertedBy: [{ name: 'Agency' }], basis: 'first-hand', status: 'asserted' },
    ...{ sources: ['s-one'], ...change },
  });
  return { kind: 'claim', body };
}

/** Puts a catalogue in the place of what it was, and looks for changes, as one node does. */
async function take(
  storage: Storage,
  catalogue: string,
  drafts: readonly RecordDraft[],
  policy: ClaimChangePolicy = 'draft',
): Promise<void> {
  await storage.records.replaceCatalogue(catalogue, [source('s-one'), ...drafts], 'pack');
  await look(storage, policy);
}

async function look(storage: Storage, policy: ClaimChangePolicy = 'draft'): Promise<void> {
  const knowledge = createKnowledge(await storage.records.all());
  const faults: unknown[] = [];
  await followClaimChanges({
    ...{ claimChanges: storage.claimChanges, desk: storage.desk, policy },
    knowledge: () => knowledge,
    log: { info() {}, warn() {}, error: (fault: unknown) => void faults.push(fault) },
  }).look();
  expect(faults).toEqual([]);
}

/** What waits, the oldest first. */
async function waiting({ storage }: House) {
  const drafts = (await storage.desk.drafts()).toReversed();
  return drafts.map(({ act, disclosure: { kind, body }, by }) => `${act} ${kind} ${by.id} ${body}`);
}

const CORRECTION =
  'publish correction policy:draft Accounts compromised: said 241, exactly; now 4, exactly. Agency. [1]';

describe('a changed claim', () => {
  it('leads to one draft, and a catalogue that is new to none', async () => {
    const house = await openHouse(server);
    await take(house.storage, PACK, [count(241)]);
    expect(await waiting(house)).toEqual([]);
    await take(house.storage, PACK, [count(4)]);
    await look(house.storage);
    expect(await waiting(house)).toEqual([CORRECTION]);
    // What an editor throws away does not come back.
    for (const draft of await house.storage.desk.drafts()) {
      await house.storage.desk.discard(draft.disclosure.id, draft.version);
    }
    await look(house.storage);
    expect(await waiting(house)).toEqual([]);
    await take(house.storage, 'pack:other', [count(9, { supersedes: 'case.count' })]);
    expect(await waiting(house)).toEqual([]);
  });

  it('leads to one draft however many nodes look at once', async () => {
    const house = await openHouse(server);
    await take(house.storage, PACK, [count(241)]);
    const nodes = [house.storage, await house.node(), await house.node()];
    await house.storage.records.replaceCatalogue(PACK, [source('s-one'), count(4)], 'pack');
    await Promise.all(nodes.map((node) => look(node)));
    expect(await waiting(house)).toEqual([CORRECTION]);
  });

  it('is found later where the process ended before it looked, and told as the one change it is', async () => {
    const house = await openHouse(server);
    await take(house.storage, PACK, [count(241)]);
    for (const value of [100, 7, 4]) {
      await house.storage.records.replaceCatalogue(PACK, [source('s-one'), count(value)], 'pack');
    }
    const refuse = house.storage.claimChanges.take(() => {
      throw new Error('the process ends here');
    });
    await expect(refuse).rejects.toThrow('ends here');
    await look(house.storage);
    expect(await waiting(house)).toEqual([CORRECTION]);
  });

  it('of the desk that takes the place of another is told from the first', async () => {
    const house = await openHouse(server);
    await take(house.storage, PACK, [count(241)]);
    const next = count(4, { id: 'case.recount', supersedes: 'case.count' });
    await house.publish('D-00001', { records: [source('s-one'), next] });
    await look(house.storage);
    expect(await waiting(house)).toEqual([CORRECTION.replace('correction', 'update')]);
  });

  it('of the desk is told once, where the disclosure that came with it names it', async () => {
    const house = await openHouse(server);
    await take(house.storage, PACK, [count(241)]);
    const older = disclosure('D-00001', { claims: ['case.count'] });
    await house.publish('D-00001', { disclosure: older });
    const next = count(4, { id: 'case.recount', supersedes: 'case.count' });
    await house.publish('D-00002', {
      disclosure: disclosure('D-00002', { claims: ['case.recount', 'case.count'] }),
      records: [source('s-one'), next],
    });
    await look(house.storage);
    expect(await waiting(house)).toEqual([
      'correct new policy:draft Words. Changed since it was published: Accounts compromised: said 241, exactly; now 4, exactly. Agency. [1]',
    ]);
  });

  it('that is withdrawn with its source is told with that source', async () => {
    const house = await openHouse(server);
    const away = { ...source('s-away', 'Away') };
    await take(house.storage, PACK, [away, count(241, { sources: ['s-away'] })]);
    await take(house.storage, PACK, []);
    const [draft] = await house.storage.desk.drafts();
    expect(draft?.disclosure).toMatchObject({
      ...{ kind: 'retraction', sources: [{ record: 's-away', title: 'Away' }] },
    });
  });
});

describe('the policy', () => {
  it('publish sends what was made by it, and leaves what waits for an editor', async () => {
    const house = await openHouse(server);
    await house.follow({ place: slack('C1'), filter: { severity: 'low' } });
    await take(house.storage, PACK, [count(241)]);
    await house.publish('D-00001', {
      disclosure: disclosure('D-00001', { claims: ['case.count'] }),
    });
    await take(house.storage, PACK, [count(100)], 'draft');
    expect(await waiting(house)).toHaveLength(2);
    await take(house.storage, PACK, [count(4)], 'publish');
    // The correction is left to the editor whose draft waits already.
    expect(await waiting(house)).toHaveLength(2);
    const told = await house.storage.desk.since(new Date(0));
    expect(told.map(({ by, disclosure: { body } }) => `${by.id} ${body}`)).toEqual([
      'policy:publish Accounts compromised: said 100, exactly; now 4, exactly. Agency. [1]',
      'U-EDITOR Words.',
    ]);
    expect(await house.receipts(told[0]!.disclosure.id)).toHaveLength(1);
  });

  it('off tells nothing, then and later', async () => {
    const house = await openHouse(server);
    await take(house.storage, PACK, [count(241)], 'off');
    await take(house.storage, PACK, [count(4)], 'off');
    await look(house.storage, 'draft');
    expect(await waiting(house)).toEqual([]);
  });
});
