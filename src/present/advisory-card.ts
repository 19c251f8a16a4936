import type { Block, Card, Fact } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { Advisory } from '../domain/advisory.ts';
import { lastDay } from '../domain/partial-date.ts';
import { advisoryLine, someOf } from './advisory-line.ts';
import { catalogueName } from './catalogues.ts';
import { Citations } from './citations.ts';
import { claimLine } from './claim-line.ts';
import { claimsNaming } from './claims-naming.ts';
import { longDate } from './dates.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { count } from './words.ts';

const CVES_SHOWN = 20;
const PRODUCTS_SHOWN = 8;
const LINKS_SHOWN = 25;
const OTHERS_SHOWN = 5;
const CLAIMS_SHOWN = 10;

/** What it says, and what nobody may read into it. */
function statement(advisory: Advisory, citations: Citations): Block[] {
  const { kind, publisher, sources } = advisory;
  const exploited = kind === 'exploited-vulnerability';
  const says = exploited
    ? `${publisher} lists this vulnerability among those that are known to be exploited.`
    : `${publisher} tells of a flaw in products.`;
  const silence = exploited
    ? 'That does not say who exploits it, and no group is inferred from it here.'
    : 'That does not say whether anybody exploits it, or who; no group is inferred from it here.';
  return [
    { type: 'paragraph', spans: [text(says), ...citations.spans(sources)] },
    { type: 'notice', spans: [text(silence)] },
  ];
}

function fact(label: string, words: string | undefined): Fact[] {
  return words === undefined ? [] : [{ label, value: [text(words)] }];
}

function ransomwareInWords({ ransomware, publisher }: Advisory): string | undefined {
  if (ransomware === undefined) return undefined;
  return ransomware === 'known'
    ? `${publisher} knows of use in ransomware campaigns; it does not say whose`
    : `${publisher} knows of no use in ransomware campaigns; that is not the same as none`;
}

function facts(advisory: Advisory, view: View): Fact[] {
  const { cves, dueOn, id, kind, moreProducts, products, publishedOn, publisher, updatedOn } =
    advisory;
  const catalogue = view.knowledge.catalogueOf(id);
  const none = { cves: 'none is given', products: 'none is named as affected' };
  return [
    ...fact('Vulnerabilities', cves.length > 0 ? someOf(cves, CVES_SHOWN) : none.cves),
    ...fact(
      'Products',
      products.length > 0 ? someOf(products, PRODUCTS_SHOWN, moreProducts) : none.products,
    ),
    ...fact(
      kind === 'exploited-vulnerability' ? 'Listed on' : 'Published on',
      publishedOn === null ? 'no date given' : longDate(publishedOn),
    ),
    ...fact('Changed on', updatedOn && longDate(updatedOn)),
    ...fact('Deadline', dueOn && `${longDate(dueOn)}, for those whom ${publisher} can bind`),
    ...fact('Ransomware', ransomwareInWords(advisory)),
    ...fact('Catalogue', catalogue && catalogueName(catalogue)),
  ];
}

/** The wording that is held may be younger than the day that was asked about. */
function wordingLater({ updatedOn }: Advisory, { knowledge: { asOf } }: View): Block[] {
  if (updatedOn === undefined || asOf === undefined || lastDay(updatedOn) <= lastDay(asOf))
    return [];
  const words = `It was changed on ${longDate(updatedOn)}, and may have read otherwise on the day asked about.`;
  return [{ type: 'notice', spans: [text(words)] }];
}

function quoted(heading: string, words: string): Block[] {
  return [
    { type: 'heading', text: heading },
    { type: 'quote', spans: [text(words)] },
  ];
}

function linkLines({ references }: Advisory, view: View, citations: Citations): Spans[] {
  const known = references.flatMap((id) => view.knowledge.source(id) ?? []);
  const lines = known.slice(0, LINKS_SHOWN).map(({ id, publisher, title }): Spans => {
    // One that is known by its address alone begins with the name of its server.
    const whose = title.includes(publisher) ? [] : [strong(`${publisher}: `)];
    return [...whose, text(title), ...citations.spans([id])];
  });
  const left = known.length - lines.length;
  return left > 0 ? [...lines, [text(`${count(left, 'page')} more, listed by its source`)]] : lines;
}

/** Other advisories about any of the same vulnerabilities. */
function othersLike({ cves, id }: Advisory, view: View): Advisory[] {
  const found = new Set(cves.flatMap((cve) => view.knowledge.advisoriesNamed(cve)));
  return [...found].filter((other) => other.id !== id);
}

/** One advisory: what it concerns, what its publisher says, and what it does not say. */
export function advisoryCard(advisory: Advisory, view: View): Card {
  const { advice, label, publisher, summary, title, tlp } = advisory;
  const citations = new Citations(view.knowledge);
  const opening = statement(advisory, citations);
  const others = othersLike(advisory, view);
  const claims = claimsNaming(advisory.cves, view.knowledge).slice(0, CLAIMS_SHOWN);
  const shown = others.slice(0, OTHERS_SHOWN);
  const alike = shown.map((other) => advisoryLine(other, citations));
  const left = others.length - shown.length;
  const notQuoted: Block = {
    type: 'paragraph',
    spans: [text(`What ${publisher} says in sum is not recorded here; its page says it.`)],
  };
  return {
    title: title.startsWith(label) ? title : `${label}: ${title}`,
    tone: 'answer',
    blocks: [
      ...opening,
      { type: 'facts', facts: facts(advisory, view) },
      ...wordingLater(advisory, view),
      ...(summary === undefined ? [notQuoted] : quoted(`What ${publisher} says`, summary)),
      ...(advice === undefined ? [] : quoted(`What ${publisher} says to do`, advice)),
      ...section(`Pages that ${publisher} points to`, linkLines(advisory, view, citations)),
      ...section(
        `Claims recorded here that name it, which ${publisher} does not speak for`,
        claims.map((claim) => claimLine(claim, view, citations)),
      ),
      ...section(
        'Also about the same vulnerabilities',
        left > 0 ? [...alike, [text(`${count(left, 'advisory', 'advisories')} more`)]] : alike,
      ),
    ],
    sources: citations.lines(),
    actions: [
      ...claims.slice(0, 1).map((claim) => action(view, 'First claim', `claim ${claim.id}`)),
      ...shown.slice(0, 3).map((other) => action(view, other.label, `search ${other.id}`)),
    ],
    footer: footer(view, advisory.id, [tlp, ...[...shown, ...claims].map((one) => one.tlp)]),
  };
}
