import { describe, expect, it, test } from 'vitest';
import { dateInWords, dayOf, monthOf } from '../../../../src/ingest/stix/dates.ts';
import { asSource, pageAt } from '../../../../src/ingest/stix/pages.ts';
import { sectorsOf } from '../../../../src/ingest/stix/sectors.ts';
import { citedIn, plain } from '../../../../src/ingest/stix/text.ts';

describe('a date', () => {
  test.for([
    ['2018, November 14', '2018-11-14'],
    ['2021, August', '2021-08'],
    ['2021, August 45', '2021-08'],
    ['2016', '2016'],
    ['2016, spring', '2016'],
    ['n.d.', undefined],
  ] as const)('in a bibliography: %s', ([words, date]) => {
    expect(dateInWords(words)).toBe(date);
  });

  test.for([
    ['2019-09-01T04:00:00.000Z', '2019-09'],
    ['2023-12-31T23:00:00.000Z', '2024-01'],
    ['2024-06-30T22:00:00.000Z', '2024-07'],
    ['2024-06-14T00:00:00.000Z', '2024-06-14'],
    ['soon', undefined],
  ] as const)('by month: %s', ([timestamp, date]) => {
    expect(monthOf(timestamp)).toBe(date);
  });

  it('is the day of a timestamp, if it exists', () => {
    expect(dayOf('2024-02-29T23:59:60.999999Z')).toBe('2024-02-29');
    expect(dayOf('2023-02-29T00:00:00Z')).toBeUndefined();
    expect(dayOf(null)).toBeUndefined();
  });
});

describe('text', () => {
  it('loses the marks of citations and links, never its words', () => {
    const text =
      '[APT1](https://a.example/x) did it .(Citation: One)(Citation: Two )\n\n\n\nThen [left](no link).';
    expect(plain(text)).toBe('APT1 did it.\n\nThen [left](no link).');
    expect(citedIn(text)).toEqual(['One', 'Two']);
  });

  it('takes no time over what was made to take long', () => {
    for (const hostile of ['[', '](', '(Citation: ', '[a](http:', ' \n']) {
      const started = performance.now();
      plain(hostile.repeat(200_000 / hostile.length));
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });
});

describe('a page', () => {
  test.for([
    ['https://www.crowdstrike.com/blog/x/', 'CrowdStrike', 'vendor', undefined],
    [
      'https://web.archive.org/web/2020/http:/www.symantec.com/x.pdf',
      'Symantec',
      'vendor',
      'Internet Archive',
    ],
    [
      'https://web.archive.org/web/20201123042131/www.welivesecurity.com/x',
      'ESET',
      'vendor',
      'Internet Archive',
    ],
    ['https://www.state.gov/x', 'state.gov', 'government', undefined],
    ['https://notmicrosoft.com/', 'notmicrosoft.com', 'community', undefined],
    ['https://microsoft.com.evil.example/', 'microsoft.com.evil.example', 'community', undefined],
  ] as const)('is published by the owner of its host: %s', ([url, publisher, tier, via]) => {
    const page = pageAt(url);
    expect(page && asSource(page, {})).toMatchObject({ publisher, tier, ...(via && { via }) });
  });
});

test('sectors are those of STIX’s vocabulary and of plain words', () => {
  expect(sectorsOf(['government-national', 'Government', 'healthcare', 'widgets'])).toEqual([
    'government',
    'critical-infrastructure',
  ]);
});
