import { describe, expect, it } from 'vitest';
import { draftsOf, POLICIES } from '../../../src/app/claim-drafts.ts';
import type { ChangedClaims, ClaimChange } from '../../../src/disclosure/claim-changes.ts';
import { Claim } from '../../../src/domain/claim.ts';
import { Disclosure, type DisclosureRevision } from '../../../src/domain/disclosure.ts';
import type { Source } from '../../../src/domain/source.ts';
import { copyOf } from '../../../src/editing/cite.ts';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import { incident, revisionOf } from '../knowledge/fixtures.ts';

const FIGURE = {
  ...{ metric: 'compromised', value: 241, qualifier: 'exactly', unit: 'accounts' },
  limitedBy: ['case.none'],
};

function claim(change: Record<string, unknown> = {}): Claim {
  return Claim.parse({
    ...{ id: 'case.count', about: 'case', kind: 'figure', text: 'It was 241.', figure: FIGURE },
    ...{ assertedBy: [{ name: 'Microsoft' }], basis: 'first-hand', status: 'asserted' },
    ...{ assertedOn: '2019-10-04', sources: ['s-ms'] },
    ...change,
  });
}

const FOUR = { ...FIGURE, value: 4 };

function source(id: string): Source {
  const url = `https://example.org/${id}`;
  return { id, publisher: 'Microsoft', title: id, url, publishedOn: null, tier: 'vendor' };
}

const SOURCES = new Map([source('s-ms'), source('s-2'), source('s-3')].map((one) => [one.id, one]));

const knowledge = createKnowledge([
  incident({ id: 'case', label: 'The case, 2019' }),
  revisionOf('source', SOURCES.get('s-ms') as never),
  revisionOf('claim', {
    ...claim({ id: 'case.none', kind: 'exclusion', figure: undefined }),
    text: 'None of them was tied to the campaign.',
  }),
  revisionOf('claim', {
    ...claim({ id: 'case.kept', kind: 'exclusion', figure: undefined, tlp: 'AMBER' }),
    text: 'Kept among few.',
  }),
]);

function made(
  changes: readonly Omit<ClaimChange, 'catalogue'>[],
  resting: readonly DisclosureRevision[] = [],
  by = POLICIES.draft as (typeof POLICIES)[keyof typeof POLICIES],
  catalogue = 'pack:tocsin',
) {
  const changed: ChangedClaims = {
    changes: changes.map((one) => ({ catalogue, ...one })),
    ...{ added: [], resting, sources: SOURCES },
  };
  return draftsOf(changed, by, knowledge);
}

function published(change: Partial<Disclosure> = {}): DisclosureRevision {
  const disclosure = Disclosure.parse({
    ...{ id: 'D-00001', kind: 'new', severity: 'high', headline: 'Accounts', body: 'It was 241.' },
    ...{ claims: ['case.count'], incident: 'case' },
    sources: [copyOf(source('s-ms'))],
    ...change,
  });
  return {
    ...{ disclosure, revision: 3, state: 'published', reason: undefined, embargo: undefined },
    ...{ at: new Date(0), by: { id: 'U1', name: 'Edith' } },
  };
}

describe('a change of a figure', () => {
  const [draft, ...others] = made([{ before: claim(), after: claim({ figure: FOUR }) }]);

  it('is a draft that says from what to what, who says it, what limits it, and on what it rests', () => {
    expect(others).toEqual([]);
    expect(draft).toMatchObject({ act: 'publish', base: 0, by: { id: 'policy:draft' } });
    expect(draft?.disclosure).toMatchObject({
      ...{ kind: 'correction', catalogue: 'pack:tocsin', incident: 'case', severity: 'medium' },
      headline:
        'The case, 2019: accounts compromised, now 4, exactly, before 241, exactly (Microsoft)',
      body: 'Accounts compromised: said 241, exactly; now 4, exactly. Microsoft, 4 Oct 2019. None of them was tied to the campaign. [1]',
      claims: ['case.count'],
      sources: [{ record: 's-ms', publisher: 'Microsoft', tier: 'vendor' }],
    });
    expect(draft?.changes).toEqual([draft?.disclosure.body.replace(' [1]', '')]);
  });

  it.each([
    [
      { ...FOUR, unit: 'mailboxes' },
      /^Said 241, exactly \(accounts compromised\); now 4, exactly \(mailboxes compromised\)\./,
    ],
    [
      { ...FIGURE, qualifier: 'at-least' },
      /^Accounts compromised: said 241, exactly; now at least 241\./,
    ],
    [{ ...FIGURE, scope: 'of all' }, /Counted: of all\./],
  ])('says what differs: %j', (figure, words) => {
    const [one] = made([{ before: claim(), after: claim({ figure }) }]);
    expect(one?.disclosure.body).toMatch(words);
  });

  it('puts right every disclosure that rests on it, with the reason, at its end', () => {
    const change = { before: claim(), after: claim({ figure: FOUR, sources: ['s-2'] }) };
    const [, correction] = made([change], [published()], POLICIES.publish);
    expect(correction).toMatchObject({
      ...{ act: 'correct', base: 3, by: { id: 'policy:publish' } },
      reason: expect.stringMatching(/^Accounts compromised: said 241, exactly; now 4, exactly\./),
    });
    expect(correction?.disclosure.headline).toBe('Accounts');
    expect(correction?.disclosure.body).toMatch(
      /^It was 241\. Changed since it was published: Accounts compromised: said 241.*campaign\. \[2\]$/,
    );
    expect(correction?.disclosure.sources.map(({ record }) => record)).toEqual(['s-ms', 's-2']);
  });

  it('is told, in a catalogue that others publish, only where something here rests on it', () => {
    const change = { before: claim(), after: claim({ figure: FOUR }) };
    expect(made([change], [], POLICIES.draft, 'eurepoc')).toEqual([]);
    const drafts = made([change], [published()], POLICIES.draft, 'eurepoc');
    expect(drafts.map(({ act }) => act)).toEqual(['correct']);
  });

  it('leaves to a person what does not fit beside the text, whatever the policy', () => {
    const long = published({ body: 'x'.repeat(1_150) });
    const change = { before: claim(), after: claim({ figure: FOUR }) };
    const [, correction] = made([change], [long], POLICIES.publish);
    expect(correction?.by.id).toBe('policy:draft');
    expect(correction?.disclosure.body).toBe(long.disclosure.body);
  });

  it('says nothing in a disclosure that more people may read than the claim', () => {
    const change = { before: claim(), after: claim({ figure: FOUR, tlp: 'AMBER' }) };
    const drafts = made([change], [published()]);
    expect(drafts.map(({ act, disclosure }) => `${act} ${disclosure.tlp}`)).toEqual([
      'publish AMBER',
    ]);
  });
});

describe('what limits a figure', () => {
  it('is left out where it may not be told as far as the figure', () => {
    const change = {
      before: claim(),
      after: claim({ figure: { ...FOUR, limitedBy: ['case.kept'] } }),
    };
    const [draft] = made([change]);
    expect(draft?.disclosure).toMatchObject({ tlp: 'CLEAR' });
    expect(draft?.disclosure.body).not.toContain('Kept');
  });
});

describe('other changes', () => {
  it('are told with the statement, who made it, and what became of it', () => {
    const words = (status: string, note?: string) => {
      const before = claim({ kind: 'method', figure: undefined, text: 'By mail.' });
      const after = { ...before, status, ...(note ? { note } : {}) } as Claim;
      return made([{ before, after }])[0]?.disclosure;
    };
    expect(words('disputed')).toMatchObject({
      ...{ kind: 'update', headline: 'The case, 2019: a statement by Microsoft is now disputed' },
      body: '“By mail.” (Microsoft, 4 Oct 2019, first-hand). This is now disputed. [1]',
    });
    expect(words('retracted', 'Taken back by letter.')).toMatchObject({
      kind: 'retraction',
      body: '“By mail.” (Microsoft, 4 Oct 2019, first-hand). This has been taken back. Taken back by letter. [1]',
    });
    const gone = made([{ before: claim(), after: undefined }])[0]?.disclosure;
    expect(gone).toMatchObject({
      ...{ kind: 'retraction', claims: ['case.count'] },
      body: '“It was 241.” (Microsoft, 4 Oct 2019, first-hand). The Tocsin pack no longer carries this statement. [1]',
    });
  });

  it('of one subject are one disclosure while they fit, and more than one when they do not', () => {
    const change = (n: number, sources: string[]) => {
      const id = `case.c${n}`;
      return { before: claim({ id, sources }), after: claim({ id, figure: FOUR, sources }) };
    };
    const few = made([change(1, ['s-ms']), change(2, ['s-2', 's-ms'])]);
    expect(few).toHaveLength(1);
    expect(few[0]?.disclosure).toMatchObject({
      headline: 'The case, 2019: 2 statements changed',
      claims: ['case.c1', 'case.c2'],
      body: expect.stringMatching(/campaign\. \[1\]\n.*campaign\. \[2\]\[1\]$/),
    });
    const many = made(Array.from({ length: 30 }, (_, n) => change(n, ['s-ms', 's-3'])));
    expect(many.length).toBeGreaterThan(2);
    for (const { disclosure } of many) expect(Disclosure.parse(disclosure)).toEqual(disclosure);
    expect(many.flatMap(({ disclosure }) => disclosure.claims)).toHaveLength(30);
  });

  it('without a source that can be cited are not told', () => {
    const sources = ['s-unknown'];
    expect(made([{ before: claim(), after: claim({ figure: FOUR, sources }) }])).toEqual([]);
  });

  it('are cut to what a disclosure holds, however long a statement is', () => {
    const text = 'word '.repeat(390).trim();
    const before = claim({ kind: 'method', figure: undefined, text });
    const after = claim({ id: 'case.b', kind: 'method', figure: undefined, text: `${text} more` });
    const [draft] = made([{ before, after }]);
    expect(draft && Disclosure.parse(draft.disclosure)).toEqual(draft?.disclosure);
  });
});
