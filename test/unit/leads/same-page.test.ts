import { describe, expect, it } from 'vitest';
import { feedKey, pageKey } from '../../../src/leads/addresses.ts';
import { areAlike, sameWords, shingles } from '../../../src/leads/titles.ts';

const PAGE = 'https://news.example/2026/a-story?id=7';

describe('two addresses', () => {
  it.each([
    'http://news.example/2026/a-story?id=7',
    'https://www.news.example/2026/a-story/?id=7',
    'https://NEWS.example:443/2026/a-story?id=7#comments',
    'https://news.example/2026/a-story?utm_source=rss&id=7&utm_medium=feed',
    'https://news.example/2026/a-story?fbclid=x&id=7&gclid&',
  ])('are of one page: %s', (url) => {
    expect(pageKey(url)).toBe(pageKey(PAGE));
  });

  it.each([
    'https://news.example/2026/a-story',
    'https://news.example/2026/a-story?id=8',
    'https://news.example/2026/A-story?id=7',
    'https://blog.news.example/2026/a-story?id=7',
    'https://news.example:8443/2026/a-story?id=7',
  ])('are of two pages: %s', (url) => {
    expect(pageKey(url)).not.toBe(pageKey(PAGE));
  });

  it('are of no page that is not on the web', () => {
    const none = [undefined, '', 'news', 'mailto:a@b.example', 'javascript:alert(1)'];
    for (const url of [...none, `https://a.example/${'x'.repeat(3_000)}`]) {
      expect(pageKey(url)).toBeUndefined();
    }
  });

  it('are of one feed when only protocol, slash or place differ', () => {
    const key = feedKey('https://a.example/feed');
    expect(feedKey('http://A.example:80/feed/#x')).toBe(key);
    expect(feedKey('https://a.example/feed?utm_source=x')).not.toBe(key);
    expect(feedKey('https://www.a.example/feed')).not.toBe(key);
  });
});

describe('two titles', () => {
  const alike = (a: string, b: string) => areAlike(shingles(a), shingles(b));

  it.each([
    [
      'Iranian hackers targeted a presidential campaign, Microsoft says',
      'Iranian Hackers Targeted A Presidential Campaign – Microsoft Says',
    ],
    [
      'Microsoft: Iranian hackers targeted a US presidential campaign',
      'Iranian hackers targeted a US presidential campaign: Microsoft',
    ],
    ['微软称伊朗黑客攻击总统竞选团队', '微软称：伊朗黑客攻击总统竞选团队账户'],
  ])('tell the same: %s', (a, b) => {
    expect(alike(a, b)).toBe(true);
  });

  it.each([
    [
      'Iranian hackers targeted a presidential campaign, Microsoft says',
      'Campaign says that no accounts of its own were touched by hackers',
    ],
    ['APT28 phishing campaign against Ukraine', 'APT28 malware found in German parliament'],
    ['Weekly report', 'Weekly report'],
    ['', ''],
  ])('tell two stories, or are too short to say: %s', (a, b) => {
    expect(alike(a, b)).toBe(false);
  });

  it('have the same words when only case, spacing and punctuation differ', () => {
    expect(sameWords('APT 35: “back”', 'apt  35 back!')).toBe(true);
    expect(sameWords('241 attacked', '2,700 attacked')).toBe(false);
    expect(sameWords('', '狼毒草')).toBe(false);
  });

  it('are compared quickly, however long they are', () => {
    const long = Array.from({ length: 50_000 }, (_, n) => `w${n}`).join(' ');
    expect(shingles(long).size).toBeLessThan(400);
  });
});
