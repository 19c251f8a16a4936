import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parseFragment, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import type { Card } from '../../../../src/card/card.ts';
import { code, struck, text } from '../../../../src/card/span.ts';
import { renderHtml } from '../../../../src/render/html/render.ts';
import { arbitraryCard } from '../../../support/arbitrary-card.ts';
import { foundingCard, foundingOptions } from '../../../support/founding-card.ts';
import { cardWords, visible } from '../text/card-words.ts';

type Node = DefaultTreeAdapterMap['childNode'];
type Element = DefaultTreeAdapterMap['element'];

const CHART_URL = '/charts/0123.png';

/** Parses as a browser does, and fails on anything a browser would have to repair. */
function parse(html: string): Element[] {
  const errors: string[] = [];
  const fragment = parseFragment(html, { onParseError: ({ code }) => errors.push(code) });
  expect(errors).toEqual([]);
  const sameQuotes = (markup: string) =>
    markup.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('\u00a0', '&nbsp;');
  expect(sameQuotes(serialize(fragment)).replaceAll('=""', '')).toBe(
    sameQuotes(html).replaceAll('=""', ''),
  );
  return elementsIn(fragment.childNodes);
}

function elementsIn(nodes: readonly Node[]): Element[] {
  return nodes.flatMap((node) => ('tagName' in node ? [node, ...elementsIn(node.childNodes)] : []));
}

function attributesOf({ attrs }: Element): Record<string, string> {
  return Object.fromEntries(attrs.map(({ name, value }) => [name, value]));
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

const ELEMENTS =
  'article section footer h2 h3 p div span strong em code s a sup time dl dt dd ul ol li blockquote table caption thead tbody tr th td figure figcaption img button'.split(
    ' ',
  );
const ATTRIBUTES =
  'class id lang role tabindex scope value href target rel src alt loading decoding datetime type data-command-line aria-label aria-labelledby'.split(
    ' ',
  );

/** What makes markup unfit for a page with a strict policy, or for a screen reader. */
function faults(elements: readonly Element[]): string[] {
  const ids = elements.flatMap((element) => attributesOf(element).id ?? []);
  const found = elements.flatMap((element): string[] => {
    const has = attributesOf(element);
    const name = element.tagName;
    const wrong: [boolean, string][] = [
      [!ELEMENTS.includes(name), 'element'],
      [Object.keys(has).some((key) => !ATTRIBUTES.includes(key)), 'attribute'],
      [name === 'a' && !isSafeLink(has, ids), 'link'],
      [name === 'img' && (has.src !== CHART_URL || has.alt === undefined), 'picture'],
      [name === 'button' && (has.type !== 'button' || !('data-command-line' in has)), 'button'],
      [name === 'button' && textOf(element).trim() === '', 'button without name'],
      ['aria-labelledby' in has && !ids.includes(has['aria-labelledby'] ?? ''), 'label'],
      [(has.class ?? 'card').split(' ').some((word) => !/^card(-|$)/.test(word)), 'class'],
    ];
    return wrong.filter(([is]) => is).map(([, fault]) => `${name}: ${fault}`);
  });
  return new Set(ids).size === ids.length ? found : [...found, 'an id twice'];
}

function isSafeLink(has: Record<string, string>, ids: readonly string[]): boolean {
  const href = has.href ?? '';
  if (href.startsWith('#')) return ids.includes(href.slice(1)) && 'aria-label' in has;
  const rel = 'noopener noreferrer nofollow';
  return /^https?:\/\//.test(href) && has.rel === rel && has.target === '_blank';
}

const options = { ...foundingOptions, chartUrl: () => CHART_URL };

function render(card: Card): string {
  return renderHtml(card, options).payload;
}

describe('any card', () => {
  test('is well-formed and safe, has all words of the card, and one page', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        const { payload, pages, fallback } = renderHtml(card, options);
        const elements = parse(payload);
        expect(faults(elements)).toEqual([]);
        const alts = elements.map((element) => attributesOf(element).alt ?? '');
        const shown = visible([textOf(elements[0]!), ...alts].join(''));
        for (const words of cardWords(card)) expect(shown).toContain(visible(words));
        expect(pages).toBe(1);
        expect(fallback).not.toBe('');
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  test('without pictures says in words what they show', () => {
    fc.assert(
      fc.property(arbitraryCard, (card) => {
        const elements = parse(renderHtml(card, { ...options, chartUrl: undefined }).payload);
        expect(faults(elements)).toEqual([]);
        const shown = visible(textOf(elements[0]!));
        for (const words of cardWords(card)) expect(shown).toContain(visible(words));
      }),
      { numRuns: 30, endOnFailure: true },
    );
  });
});

describe('the founding card', () => {
  const elements = parse(render(foundingCard));
  const named = (name: string) => elements.filter(({ tagName }) => tagName === name);
  const classed = (name: string) =>
    elements.filter((element) => attributesOf(element).class?.split(' ').includes(name));

  test('reads as agreed', async () => {
    const oneElementALine = render(foundingCard).replaceAll(/(?<=>)(?=<(?!\/))/g, '\n');
    await expect(oneElementALine).toMatchFileSnapshot('founding-card.html.snap');
  });

  test('keeps the limit inside the figure it limits', () => {
    const four = classed('card-figure').find((figure) => textOf(figure).startsWith('4'));
    expect(textOf(four!)).toContain('None of the four was tied to the presidential campaign');
  });

  test('says window and asserter once for the three figures', () => {
    expect(classed('card-figures')).toHaveLength(1);
    expect(classed('card-figure')).toHaveLength(3);
    expect(classed('card-figure-tail')).toHaveLength(1);
  });

  test('a reference leads to its source and names it', () => {
    const [first] = classed('card-ref').flatMap(({ childNodes }) => elementsIn(childNodes));
    const { href, 'aria-label': label } = attributesOf(first!);
    expect(label).toBe('Source 1: Microsoft, 4 Oct 2019');
    const target = elements.find((element) => `#${attributesOf(element).id}` === href);
    expect(textOf(target!)).toContain('Recent cyberattacks');
  });

  test('buttons carry command lines, and the last shares', () => {
    const lines = named('button').map((button) => attributesOf(button)['data-command-line']);
    expect(lines).toEqual([
      'targets ms-phosphorus-2019',
      'timeline ms-phosphorus-2019',
      'sources ms-phosphorus-2019',
      'stats ms-phosphorus-2019 public:true',
    ]);
    const alone = renderHtml(foundingCard, { ...options, shareable: false }).payload;
    expect(alone).not.toContain('public:true');
  });

  test('an instant has its machine-readable form', () => {
    expect(attributesOf(named('time')[0]!).datetime).toBe('2026-11-22T14:05:00.000Z');
  });
});

test('ids of two cards on one page differ, and a prefix may be given', () => {
  const other = { ...foundingCard, title: 'Another' };
  expect(faults(parse(render(foundingCard) + render(other)))).toEqual([]);
  const prefixed = renderHtml(foundingCard, { ...options, idPrefix: 'message-7' }).payload;
  expect(faults(parse(render(foundingCard) + prefixed))).toEqual([]);
});

test('figures of other windows are groups of their own', () => {
  const figures = foundingCard.blocks.filter((block) => block.type === 'figure');
  const blocks = figures.map((figure, i) => ({ ...figure, window: [text(`in year ${i}`)] }));
  const html = render({ ...foundingCard, blocks });
  expect(html.split('class="card-figures"')).toHaveLength(4);
});

test('a corrected card says so in words, not in colour alone', () => {
  expect(render({ ...foundingCard, tone: 'corrected' })).toContain('>Corrected<');
});

test('struck words are struck, and said to be retracted to those who hear them', () => {
  const blocks = [{ type: 'paragraph', spans: [struck('<b>four</b>'), struck(' ')] }] as const;
  expect(render({ ...foundingCard, blocks })).toContain(
    '<p><s><span class="card-unseen">[retracted: </span>&lt;b&gt;four&lt;/b&gt;<span class="card-unseen">]</span></s> </p>',
  );
});

test('a kicker stands above the title and says the tone by itself', () => {
  const html = render({ ...foundingCard, tone: 'corrected', kicker: [text('<i> CORRECTED')] });
  expect(html).toMatch(/<p class="card-kicker">&lt;i&gt; CORRECTED<\/p><h2/);
  expect(html).not.toContain('>Corrected<');
});

test('an id is kept whole, longer code is not', () => {
  const spans = [code('D-7F3KQ'), code('stats ms-phosphorus-2019')];
  const html = render({ ...foundingCard, blocks: [{ type: 'paragraph', spans }] });
  expect(html).toContain('<code class="card-whole">D-7F3KQ</code><code>stats ms');
});

test('a footer may lead with other words', () => {
  const footer = { ...foundingCard.footer, lead: 'First posted' };
  expect(render({ ...foundingCard, footer })).toContain('<span>First posted <time');
});
