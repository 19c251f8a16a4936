import { describe, expect, it } from 'vitest';
import { createKnowledge } from '../../../src/knowledge/snapshot.ts';
import type { LeadItem, Reason } from '../../../src/leads/leads.ts';
import { feedPublication } from '../../../src/present/feed-publication.ts';
import { reasonsInShort } from '../../../src/present/lead-words.ts';
import { actor } from '../knowledge/fixtures.ts';

const LABELS = ['Gull', 'Magic Gull', 'Paper Boat', 'Quill', 'Inkwell', 'Blotter', 'Nib', 'Ink'];
const everybody = createKnowledge(LABELS.map((label, at) => actor(`g${at}`, [label])));

function named(at: number, words: string): Reason {
  const label = LABELS[at] ?? '';
  return { kind: 'actor', id: `g${at}`, label, words, where: 'title', strong: true };
}

const ITEM: LeadItem = {
  id: 'i',
  feed: 'F-1',
  publisher: 'Vendor',
  tier: 'vendor',
  title: 'What we saw',
  summary: '',
  url: 'https://vendor.example/1',
  publishedOn: '2026-03-01',
  earlier: [],
} as unknown as LeadItem;

function body(...reasons: Reason[]): string | undefined {
  const lead = { items: [ITEM] };
  const what = { id: 'D-7F3KQ', lead, reasons, item: 'i', severity: 'medium' } as const;
  return feedPublication(what, everybody)?.body;
}

describe('what a policy publishes', () => {
  it('tells a name once, however many records it leads to', () => {
    expect(body(named(0, 'APT35'), named(1, 'APT35'), named(2, 'apt 35'))).toContain(
      'It names the group Gull (as “APT35”, a name recorded here also for Magic Gull and Paper Boat). [1]',
    );
    const same = { ...named(1, 'Gull'), label: 'Gull' };
    expect(body(named(0, 'Gull'), same)).toContain('It names the group Gull. [1]');
    const many = [1, 2, 3, 4, 5].map((at) => named(at, 'Gull'));
    expect(body(named(0, 'Gull'), ...many)).toContain(
      'the group Gull (a name recorded here also for Magic Gull, Paper Boat, Quill and 2 others)',
    );
  });

  it('counts the names that it leaves out', () => {
    const all = LABELS.map((label, at) => named(at, label));
    expect(body(...all)).toContain('the group Quill, the group Inkwell and 3 other names. [1]');
  });
});

describe('why a lead was raised, in short', () => {
  it('goes by the names in the text', () => {
    const reasons = [named(0, 'APT35'), named(1, 'APT35'), named(2, 'APT35'), named(3, 'Quill')];
    const country = { ...named(4, 'Iran'), kind: 'country' } as const;
    expect(reasonsInShort([...reasons, country])).toBe('“APT35” (Gull and 2 others) and Quill');
    const many = LABELS.map((label, at) => named(at, label));
    expect(reasonsInShort(many)).toBe('Gull, Magic Gull, Paper Boat, Quill and 4 others');
    expect(reasonsInShort([{ ...named(0, 'sea'), kind: 'incident' }])).toBe('the incident Gull');
  });
});
