import { expect, test } from 'vitest';
import { dateIn } from '../../../../src/ingest/feed/dates.ts';

test.each([
  ['Tue, 10 Jun 2003 04:00:00 GMT', '2003-06-10'],
  ['Fri, 9 Aug 2024 23:30:00 -0400', '2024-08-09'],
  ['10 Jun 2003', '2003-06-10'],
  ['Thu, 01 Jan 04 19:48:21 GMT', '2004-01-01'],
  ['01 Jan 97 19:48 GMT', '1997-01-01'],
  ['Tues, 10 June 2003 04:00', '2003-06-10'],
  ['Tuesday, 10 September 2003', '2003-09-10'],
  ['10-Sep-2003 10:00', '2003-09-10'],
  ['2003-12-31T10:14:55Z', '2003-12-31'],
  ['2003-12-31T23:14:55+09:00', '2003-12-31'],
  ['2003-12-31 10:14', '2003-12-31'],
  ['20031231', '2003-12-31'],
  ['2003-12', '2003-12'],
  ['2003', '2003'],
  ['Thu Jan  1 19:48:21 2004', '2004-01-01'],
  ['Thu Jan 01 19:48:21 GMT 2004', '2004-01-01'],
  ['January 5, 2004', '2004-01-05'],
  [' \n2003-12-31\t', '2003-12-31'],
  ['0001-01-01T00:00:00Z', undefined],
  ['Thu, 01 Jan 1970 00:00:00 GMT', undefined],
  ['2003-02-30', undefined],
  ['31 Foo 2003', undefined],
  ['07/06/2004', undefined],
  ['2003-335', undefined],
  ['1099511627776', undefined],
  ['yesterday', undefined],
  ['', undefined],
  [undefined, undefined],
])('%j is %j', (text, date) => {
  expect(dateIn(text)).toBe(date);
});
