import type { Block, Card, Fact } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { code, emphasis, link, refs, strong, text } from '../card/span.ts';
import type { Actor } from '../domain/actor.ts';
import type { Claim } from '../domain/claim.ts';
import type { Source } from '../domain/source.ts';
import { Tier } from '../domain/vocabulary.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { Citations, publisherOf } from './citations.ts';
import { claimLine, localId } from './claim-line.ts';
import { shortDate } from './dates.ts';
import { furtherReading } from './further-reading.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { count, listInWords, TIER_WORDS } from './words.ts';

/** An incident, actor or programme whose sources are asked for. */
export interface SourcedSubject {
  readonly id: string;
  readonly label: string;
}

function supports(claims: readonly Claim[], names: readonly string[]): Spans {
  if (claims.length === 0) {
    const words =
      names.length === 0 ? 'background to the record' : `the name ${listInWords(names)}`;
    return [text(words)];
  }
  const ids = claims.flatMap((claim, index) => [
    ...(index === 0 ? [] : [text(', ')]),
    code(localId(claim)),
  ]);
  return [text(`${count(claims.length, 'claim')}: `), ...ids];
}

function sourceRow(
  source: Source,
  claims: readonly Claim[],
  names: readonly string[],
  citations: Citations,
): Spans[] {
  const date = source.publishedOn === null ? 'no date' : shortDate(source.publishedOn);
  const note = source.note === undefined ? [] : [emphasis(` ${source.note}`)];
  return [
    [...refs(citations.numbers([source.id])), text(' '), strong(publisherOf(source)), ...note],
    [text(TIER_WORDS[source.tier])],
    [text(date)],
    supports(claims, names),
  ];
}

/** Names of the group that rest on the source. */
function namesFrom({ id }: Source, actor: Actor | undefined): string[] {
  const names = (actor?.names ?? []).filter(({ sources }) => sources.includes(id));
  return [...new Set(names.map(({ name }) => name))];
}

function weight(source: Source): string {
  const tier = String(Tier.options.indexOf(source.tier));
  return `${tier}|${source.publishedOn ?? '9999'}|${source.publisher}`;
}

/** Every source a subject rests on: its own, its claims', and for an incident its targets' and updates'. */
function sourcesOf(subject: SourcedSubject, knowledge: Knowledge): Source[] {
  const incident = knowledge.incident(subject.id);
  const actor = knowledge.actor(subject.id);
  const ids = new Set([
    ...knowledge.claimsAbout(subject.id).flatMap((claim) => claim.sources),
    ...(incident?.targets ?? []).flatMap((target) => target.sources),
    ...(incident?.updates ?? []).flatMap((update) => update.sources),
    ...(actor?.names ?? []).flatMap((name) => name.sources),
    ...((incident ?? actor)?.description?.sources ?? []),
  ]);
  const found = [...ids].flatMap((id) => knowledge.source(id) ?? []);
  return found.toSorted((a, b) => (weight(a) < weight(b) ? -1 : 1));
}

/** Each source of an incident, actor or programme, with tier, date and what it supports. */
export function sourcesCard(subject: SourcedSubject, view: View): Card {
  const { knowledge } = view;
  const citations = new Citations(knowledge);
  const claims = knowledge.claimsAbout(subject.id);
  const sources = sourcesOf(subject, knowledge);
  const first = claims[0];
  const table: Block = {
    type: 'table',
    caption:
      'Closest to the matter first. A claim’s name opens it: /tocsin claim followed by the name',
    columns: ['Source', 'Tier', 'Date', 'Supports'].map((label) => ({
      label,
      align: 'left' as const,
    })),
    rows: sources.map((source) =>
      sourceRow(
        source,
        claims.filter((claim) => claim.sources.includes(source.id)),
        namesFrom(source, knowledge.actor(subject.id)),
        citations,
      ),
    ),
  };
  const none: Block = { type: 'notice', spans: [text('No sources were public then.')] };
  return {
    title: `${subject.label}: ${count(sources.length, 'source')}`,
    tone: 'answer',
    blocks: [sources.length === 0 ? none : table, ...furtherReading(subject.id, view)],
    sources: citations.lines(),
    actions: [
      ...(first === undefined
        ? []
        : [action(view, `Claim ${localId(first)}`, `claim ${first.id}`)]),
      ...(knowledge.incident(subject.id) === undefined
        ? []
        : [
            action(view, 'Figures', `stats ${subject.id}`),
            action(view, 'Overview', `incident ${subject.id}`),
          ]),
    ],
    footer: footer(
      view,
      subject.id,
      claims.map((claim) => claim.tlp),
    ),
  };
}

/** What somebody lists it for, with no claim here that rests on it. */
function saidToBeAbout({ about = [] }: Source, { knowledge }: View): Fact[] {
  const labels = about.flatMap(
    (id) => (knowledge.actor(id) ?? knowledge.incident(id))?.label ?? [],
  );
  if (labels.length === 0) return [];
  return [{ label: 'Listed as being about', value: [text(listInWords(labels))] }];
}

/** One source: where it is, and every claim that rests on it. */
export function sourceCard(source: Source, view: View): Card {
  const citations = new Citations(view.knowledge);
  citations.numbers([source.id]);
  const claims = view.knowledge.claimsFrom(source.id);
  const date = source.publishedOn === null ? 'no date' : shortDate(source.publishedOn);
  return {
    title: `${publisherOf(source)}: ${source.title}`,
    tone: 'answer',
    blocks: [
      {
        type: 'facts',
        facts: [
          {
            label: 'Address',
            value: [link(source.url, source.url), ...citations.spans([source.id])],
          },
          { label: 'Date', value: [text(date)] },
          { label: 'Tier', value: [text(TIER_WORDS[source.tier])] },
          ...(source.note === undefined ? [] : [{ label: 'Note', value: [text(source.note)] }]),
          ...saidToBeAbout(source, view),
        ],
      },
      { type: 'heading', text: `Supports ${count(claims.length, 'claim')}` },
      ...(claims.length === 0
        ? []
        : [
            {
              type: 'list',
              items: claims.map((claim) => claimLine(claim, view, citations)),
            } as const,
          ]),
    ],
    sources: citations.lines(),
    actions: claims
      .slice(0, 3)
      .map((claim) => action(view, `Claim ${localId(claim)}`, `claim ${claim.id}`)),
    footer: footer(
      view,
      source.id,
      claims.map((claim) => claim.tlp),
    ),
  };
}
