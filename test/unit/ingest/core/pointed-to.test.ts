import { expect, it } from 'vitest';
import { Source } from '../../../../src/domain/source.ts';
import {
  isAddress,
  pointedTo,
  shortened,
  tierOfHost,
} from '../../../../src/ingest/core/pointed-to.ts';

it.each([
  ['https://example.com/a', true],
  ['http://example.com', true],
  ['javascript:alert(1)', false],
  ['ftp://example.com', false],
  ['https://me:secret@example.com', false],
  ['/a', false],
  ['', false],
])('tells an address that may become a link: %s', (text, expected) => {
  expect(isAddress(text)).toBe(expected);
});

it('makes a source that says no more than is known', () => {
  const long = `https://www.example.com/${'a'.repeat(500)}`;
  const source = Source.parse(pointedTo({ from: 'x', url: long }));
  expect(source).toMatchObject({ publisher: 'example.com', publishedOn: null, tier: 'community' });
  expect(source.title).toHaveLength(300);
  expect(source.url).toBe(long);
  const titled = pointedTo({ from: 'x', url: 'https://example.com', title: ' A page ' });
  expect(titled.title).toBe('A page');
});

it('gives two records that point to one page a source each', () => {
  const url = 'https://example.com';
  expect(pointedTo({ from: 'x', url }).id).not.toBe(pointedTo({ from: 'y', url }).id);
  expect(pointedTo({ from: 'x', url }).id).toBe(pointedTo({ from: 'x', url, title: 'A' }).id);
});

it.each([
  ['nvd.nist.gov', 'government'],
  ['www.ncsc.gov.uk', 'government'],
  ['GOV.UK', 'government'],
  ['army.mil', 'government'],
  ['gov.example.com', 'community'],
  ['notgov', 'community'],
])('takes %s for %s', (hostname, tier) => {
  expect(tierOfHost(hostname)).toBe(tier);
});

it('never cuts a character in half', () => {
  expect(shortened('abc', 3)).toBe('abc');
  expect(shortened('abcd', 3)).toBe('ab…');
  expect(shortened('a💥bc', 3)).toBe('a…');
});
