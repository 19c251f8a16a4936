import { expect, test } from 'vitest';
import { decodeText } from '../../../../src/ingest/core/decode-text.ts';

const XML = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>`;
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');
const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

test.each<[name: string, bytes: Buffer, contentType: string | undefined, end: string | undefined]>([
  ['UTF-8 when nobody says', Buffer.from('<a>é</a>'), undefined, '<a>é</a>'],
  ['a mark before all', Buffer.from('\ufeff<a>é'), 'text/xml; charset=iso-8859-1', '<a>é'],
  ['UTF-16 with its mark', Buffer.from('\ufeff<a>é', 'utf16le'), undefined, '<a>é'],
  ['UTF-16 without', Buffer.from('<a>é', 'utf16le'), undefined, '<a>é'],
  ['UTF-16 the other way', utf16be('<a>é'), undefined, '<a>é'],
  ['what it declares', latin1(`${XML('iso-8859-1')}é`), undefined, `${XML('iso-8859-1')}é`],
  ['what its sender says', latin1('<a>é'), 'text/xml; charset="ISO-8859-1"', '<a>é'],
  ['Big5', Buffer.from([0x3c, 0xa4, 0xa4]), 'text/xml;charset=big5', '<中'],
  [
    'KOI8-R',
    Buffer.concat([latin1(XML('koi8-r')), Buffer.from([0xc1])]),
    undefined,
    `${XML('koi8-r')}а`,
  ],
  [
    'UTF-8 that says so though its sender does not',
    Buffer.from(`${XML('utf-8')}é`),
    'a/b; charset=latin1',
    `${XML('utf-8')}é`,
  ],
  [
    'UTF-8 that calls itself ASCII',
    Buffer.from(`${XML('us-ascii')}é`),
    undefined,
    `${XML('us-ascii')}é`,
  ],
  ['an unknown name', Buffer.from(`${XML('klingon')}é`), undefined, `${XML('klingon')}é`],
  ['what calls itself UTF-8 and is not', Buffer.from([0x3c, 0x92]), 'a/b; charset=utf-8', '<’'],
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), undefined, undefined],
  ['broken UTF-16', Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x3c, 0x00]), undefined, undefined],
  ['nothing', Buffer.alloc(0), undefined, ''],
])('%s', (_name, bytes, contentType, text) => {
  expect(decodeText(bytes, contentType)).toBe(text);
});
