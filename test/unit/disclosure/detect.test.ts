import { describe, expect, it } from 'vitest';
import type { ChangedClaims, ClaimChange } from '../../../src/disclosure/claim-changes.ts';
import {
  differencesIn,
  kindOf,
  shakenBy,
  tellingsOf,
  untold,
} from '../../../src/disclosure/detect.ts';
import { Claim } from '../../../src/domain/claim.ts';
import type { DisclosureRevision } from '../../../src/domain/disclosure.ts';

const FIGURE = {
  metric: 'compromised',
  value: 241,
  qualifier: 'exactly',
  unit: 'accounts',
} as const;

function claim(change: Record<string, unknown> = {}): Claim {
  return Claim.parse({
    ...{ id: 'case.count', about: 'case', kind: 'figure', text: 'It was 241.', figure: FIGURE },
    ...{ assertedBy: [{ name: 'Microsoft' }], basis: 'first-hand', status: 'asserted' },
    sources: ['s-ms'],
    ...change,
  });
}

function statement(change: Record<string, unknown> = {}): Claim {
  return claim({
    id: 'case.method',
    kind: 'method',
    text: 'By mail.',
    figure: undefined,
    ...change,
  });
}

function figure(change: Record<string, unknown>): Claim {
  return claim({ figure: { ...FIGURE, ...change } });
}

const catalogue = 'pack:tocsin';

function changed(before: Claim, after: Claim | undefined): ClaimChange {
  return { catalogue, before, after };
}

function differences(...changes: ClaimChange[]) {
  return differencesIn({ changes, added: [] });
}

const is = (...changes: ClaimChange[]) => differences(...changes).map((one) => one.is);

describe('a figure', () => {
  it.each([
    [{ value: 4 }],
    [{ qualifier: 'at-least' }],
    [{ unit: 'mailboxes' }],
    [{ metric: 'attacked' }],
    [{ scope: 'of those attacked' }],
    [{ value: null, wording: 'several' }],
  ])('that changes in %j is told', (change) => {
    expect(is(changed(claim(), figure(change)))).toEqual(['figure']);
  });

  it.each([[{ wording: 'exactly' }], [{ limitedBy: ['case.not'] }], [{}]])(
    'that changes in %j is not',
    (change) => expect(is(changed(claim(), figure(change)))).toEqual([]),
  );

  it('that is told in words only is told when the words change', () => {
    const words = (wording: string) => figure({ value: null, wording });
    expect(is(changed(words('several'), words('hundreds')))).toEqual(['figure']);
    expect(is(changed(words('several'), words('several')))).toEqual([]);
  });
});

describe('a statement', () => {
  it('whose words alone change is not told, nor are its sources, note or mark', () => {
    const after = { text: 'By post.', sources: ['s-2'], note: 'New.', tlp: 'GREEN' };
    expect(is(changed(statement(), statement(after)))).toEqual([]);
    expect(is(changed(claim(), claim({ text: 'Two hundred and forty-one.' })))).toEqual([]);
  });

  it.each([
    ['disputed', 'update'],
    ['corrected', 'correction'],
    ['retracted', 'retraction'],
  ])('that becomes %s is told as an %s', (status, kind) => {
    const [difference] = differences(changed(statement(), statement({ status })));
    expect(difference?.is).toBe('status');
    expect(difference && kindOf(difference)).toBe(kind);
  });

  it('that becomes confirmed is not told', () => {
    expect(is(changed(statement(), statement({ status: 'confirmed' })))).toEqual([]);
  });

  it('that is withdrawn is told, unless it goes on under another id', () => {
    const gone = changed(statement(), undefined);
    expect(is(gone)).toEqual(['withdrawn']);
    const renamed = statement({ id: 'case.how' });
    expect(differencesIn({ changes: [gone], added: [renamed] })).toEqual([]);
  });
});

describe('a claim that takes the place of another', () => {
  const next = claim({
    id: 'case.count-2',
    figure: { ...FIGURE, value: 4 },
    supersedes: 'case.count',
  });

  it('is told once, as what came after, whatever happened to the other', () => {
    const replacement = changed(claim(), next);
    const taken = changed(claim(), claim({ status: 'corrected' }));
    const all = differences(taken, replacement, changed(claim(), undefined));
    expect(all).toEqual([{ is: 'figure', catalogue, before: claim(), after: next }]);
    expect(all.map(kindOf)).toEqual(['update']);
  });

  it('is told without a figure too, unless it says the same', () => {
    const other = statement({ id: 'case.method-2', text: 'By phone.', supersedes: 'case.method' });
    expect(is(changed(statement(), other))).toEqual(['replaced']);
    expect(is(changed(statement(), { ...other, text: 'By mail.' }))).toEqual([]);
  });

  it('is not told again where a disclosure names it already', () => {
    const all = differences(changed(claim(), next));
    expect(untold(all, [revision('D-00001', ['case.count-2'])])).toEqual([]);
    expect(untold(all, [revision('D-00001', ['case.count'])])).toEqual(all);
  });
});

describe('tellings', () => {
  it('are one for each subject, kind and mark', () => {
    const count = figure({ value: 4 });
    const elsewhere = (one: Claim) => ({ ...one, id: 'other.count', about: 'other' });
    const secret = (one: Claim) => ({ ...one, id: 'case.secret', tlp: 'AMBER' as const });
    const all = differences(
      changed(claim(), count),
      changed(statement(), statement({ status: 'corrected' })),
      changed(elsewhere(claim()), elsewhere(count)),
      changed(secret(claim()), { ...secret(count), tlp: 'CLEAR' }),
      changed(statement({ id: 'case.gone' }), undefined),
    );
    const seen = tellingsOf(all).map(({ kind, about, tlp, differences: { length } }) => {
      return `${about} ${kind} ${tlp} ${length}`;
    });
    expect(seen).toEqual([
      'case correction CLEAR 2',
      'other correction CLEAR 1',
      'case correction AMBER 1',
      'case retraction CLEAR 1',
    ]);
  });
});

function revision(id: string, claims: string[]): DisclosureRevision {
  return { revision: 1, disclosure: { id, claims } } as unknown as DisclosureRevision;
}

describe('a published disclosure', () => {
  const all = differences(changed(claim(), figure({ value: 4 })));
  const shaken = (resting: ChangedClaims['resting']) =>
    shakenBy(all, resting).map((one) => one.revision.disclosure.id);

  it('is shaken when it rests on what changed', () => {
    const resting = [revision('D-00001', ['case.count', 'x']), revision('D-00002', ['x'])];
    expect(shaken(resting)).toEqual(['D-00001']);
  });

  it('is not shaken by a claim that it names beside the one that took its place', () => {
    const next = claim({ id: 'case.count-2', figure: { ...FIGURE, value: 4 } });
    const replaced = differences(changed(claim(), next));
    const knows = revision('D-00001', ['case.count', 'case.count-2']);
    expect(shakenBy(replaced, [knows])).toEqual([]);
    expect(shakenBy(replaced, [revision('D-00001', ['case.count'])])).toHaveLength(1);
  });
});
