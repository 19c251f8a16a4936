import { expect, test } from 'vitest';
import { outlineOf, type Tag } from '../../../../src/ingest/core/markup.ts';

const SOUND = { doctype: undefined, declares: false, isWhole: true, isTooDeep: false };

test.each<[text: string, but: object]>([
  ['<a/>', { root: 'a' }],
  ['<?xml version="1.0"?><!-- <b> --><x:A b="1>2" c=\'"\'><b/></x:A>', { root: 'a' }],
  ['<a><![CDATA[</a><!DOCTYPE b>]]></a>', { root: 'a' }],
  ['<a><br><img src=x>a < b && c > d <3</a>', { root: 'a' }],
  ['<a></b></a>', { root: 'a' }],
  ['<a>', { root: 'a', isWhole: false }],
  ['<a b="1></a>', { root: 'a' }],
  ['<a><!-- </a>', { root: 'a', isWhole: false }],
  ['words', { root: undefined, isWhole: false }],
  ['<!DOCTYPE Html [<!ENTITY a "b">]><a/>', { root: 'a', doctype: 'html', declares: true }],
  ['<a><!ENTITY b "c"></a>', { root: 'a', declares: true }],
  ['<a><b><c><d/></c></b></a>', { root: 'a' }],
  ['<a><b><c><d></d></c></b></a>', { root: 'a', isWhole: false, isTooDeep: true }],
])('%j', (text, but) => {
  expect(outlineOf(text, 3)).toEqual({ ...SOUND, ...but });
});

test('tags are told with what stands in them and how deep they are', () => {
  const tags: Tag[] = [];
  outlineOf('<a x="1"><n:b y="/>"/><c>', 9, (tag) => tags.push(tag));
  expect(tags).toEqual([
    { name: 'a', attributes: ' x="1"', depth: 0 },
    { name: 'n:b', attributes: ' y="/>"/', depth: 1 },
    { name: 'c', attributes: '', depth: 1 },
  ]);
});

test.each<[name: string, text: string]>([
  ['open tags', '<a'.repeat(500_000)],
  ['quotes', `<a ${'b="'.repeat(300_000)}`],
  ['both quotes', `<a ${`b="c='`.repeat(200_000)}`],
  ['comments', '<!--'.repeat(250_000)],
  ['declarations', '<!'.repeat(500_000)],
  ['missing ends', `<a>${'<b></c>'.repeat(150_000)}`],
  ['slashes', '</'.repeat(500_000)],
])('hostile text takes time with its length: %s', (_name, text) => {
  const started = performance.now();
  outlineOf(text, 100);
  expect(performance.now() - started).toBeLessThan(10_000);
});
