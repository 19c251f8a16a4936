import type { Block, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { emphasis, strong, text } from '../card/span.ts';
import type { Actor } from '../domain/actor.ts';
import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { Claim } from '../domain/claim.ts';
import { comparePartialDates } from '../domain/partial-date.ts';
import type { NameMatch } from '../knowledge/knowledge.ts';
import { saidOn, sayersOf } from './attribution.ts';
import { catalogueName } from './catalogues.ts';
import { Citations } from './citations.ts';
import { claimLine } from './claim-line.ts';
import { conflictLine } from './conflict-lines.ts';
import { datedBy } from './disclosed.ts';
import { someFurtherReading } from './further-reading.ts';
import { knownAs, knownAsLine } from './known-as.ts';
import { namesTable } from './names-table.ts';
import { ownWords } from './own-words.ts';
import { relatedGroups } from './relations.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { whereListsDiffer } from './where-lists-differ.ts';
import { capitalise, count, listInWords } from './words.ts';

/** How the asker named the group, and the other records that share the name. */
export interface Asked {
  readonly asked: { readonly name: string; readonly misspelling: boolean };
  readonly others: readonly NameMatch[];
}

function askedAs(actor: Actor, how: Asked | undefined, view: View): Block[] {
  if (how === undefined) return [];
  const { name, misspelling } = how.asked;
  const from = view.knowledge.catalogueOf(actor.id);
  const here = how.others.filter(({ catalogue }) => catalogue === from);
  const elsewhere = how.others.length - here.length;
  const own = misspelling
    ? `“${name}” is a known misspelling. The usual spelling is ${actor.label}.`
    : `${name} is one of the names recorded for this group or a part of it.`;
  const sentences = [
    ...(name === actor.label ? [] : [own]),
    ...(here.length === 0
      ? []
      : [
          `${name} is also recorded for ${listInWords(here.map(({ label }) => label))}, or a part of it.`,
        ]),
    ...(elsewhere === 0
      ? []
      : [
          `Other catalogues have ${count(elsewhere, 'group')} under the name ${name}: see the end of this answer.`,
        ]),
  ];
  if (sentences.length === 0) return [];
  return [{ type: 'paragraph', spans: [text(sentences.join(' '))] }];
}

function byDate(view: View): (a: Claim, b: Claim) => number {
  return (a, b) => {
    const [dateA, dateB] = [saidOn(a, view.knowledge), saidOn(b, view.knowledge)];
    if (dateA === undefined || dateB === undefined) return Number(!dateA) - Number(!dateB);
    return comparePartialDates(dateA, dateB);
  };
}

function ladderLine(claim: Claim, view: View, citations: Citations): Spans {
  const confidence =
    claim.confidence === undefined ? [] : [emphasis(` Confidence: ${claim.confidence}.`)];
  return [...claimLine(claim, view, citations), ...confidence];
}

/** Who links the group to which country, oldest claim first. */
function ladder(
  { id, description }: Actor,
  claims: readonly Claim[],
  view: View,
  citations: Citations,
): Block[] {
  const attributions = claims
    .filter((claim) => claim.kind === 'attribution')
    .toSorted(byDate(view));
  const byCountry = Map.groupBy(attributions, (claim) => claim.country ?? '');
  const blocks = [...byCountry].flatMap(([country, list]) =>
    section(
      country === '' ? 'Other attribution' : `Linked to ${country} by`,
      list.map((claim) => ladderLine(claim, view, citations)),
    ),
  );
  if (blocks.length > 0) return blocks;
  const catalogue = catalogueName(view.knowledge.catalogueOf(id) ?? '');
  const none = 'No claim recorded here says who is behind this group.';
  const words =
    description === undefined
      ? none
      : `${none} Where the words quoted from ${catalogue} do, it is ${catalogue} that says so.`;
  return [{ type: 'notice', spans: [text(words)] }];
}

/** What is said of the group beside who it is: whom it aims at and how it works. */
function deeds(claims: readonly Claim[], view: View, citations: Citations): Block[] {
  const told = claims.filter(({ kind }) => kind === 'target' || kind === 'method');
  return section(
    'Whom it is said to target, and how it is said to work',
    told.map((claim) => claimLine(claim, view, citations)),
  );
}

/** What other catalogues have under the name that was asked for; it is shown, and not merged. */
function otherCatalogues(
  name: string,
  matches: readonly NameMatch[],
  view: View,
  citations: Citations,
): Block[] {
  const all = knownAs(matches, view);
  return section(`Other catalogues that know “${name}”`, [
    ...whereListsDiffer(name, all, view, citations),
    ...all.map((known) => knownAsLine(known, view, citations)),
  ]);
}

function otherLabel({ label, catalogue }: NameMatch, from: string): string {
  return catalogue === from ? label : `${label} — ${catalogueName(catalogue)}`;
}

/** One threat group: names and their users, origin as claims, relations, disputes, incidents. */
export function actorCard(actor: Actor, view: View, how?: Asked): Card {
  const { knowledge } = view;
  const citations = new Citations(knowledge);
  const claims = knowledge.claimsAbout(actor.id);
  const incidents = knowledge.incidentsOfActor(actor.id);
  const denials = claims.filter((claim) => claim.kind === 'denial');
  const conflicts = knowledge.conflictsAbout(actor.id);
  const origins = knowledge.originsOf(actor.id);
  const from = knowledge.catalogueOf(actor.id) ?? '';
  const words = ownWords(actor.description, catalogueName(from), citations);
  const others = (here: boolean) =>
    (how?.others ?? [])
      .filter(({ catalogue }) => (catalogue === from) === here)
      .map((other) => action(view, otherLabel(other, from), `actor ${other.id}`));
  const elsewhere = (how?.others ?? []).filter(({ catalogue }) => catalogue !== from);
  const blocks: Block[] = [
    ...askedAs(actor, how, view),
    ...(origins.length === 0 ? [] : [originLine(actor, claims, origins)]),
    ...words.opening,
    namesTable(actor, view, citations),
    ...ladder(actor, claims, view, citations),
    ...section(
      'Denied by',
      denials.map((claim) => claimLine(claim, view, citations)),
    ),
    ...deeds(claims, view, citations),
    ...section('Related groups, and who says so', relatedGroups(actor.id, view, citations)),
    ...section(
      'Where publications differ',
      conflicts.map((one) => conflictLine(one, citations)),
    ),
    ...section(
      `${count(incidents.length, 'incident')}${knowledge.asOf === undefined ? '' : ', by the links recorded today'}`,
      incidents.map((one) => [strong(`${datedBy(one)}: `), text(one.title)]),
    ),
    ...otherCatalogues(how?.asked.name ?? actor.label, elsewhere, view, citations),
    ...someFurtherReading(actor.id, view),
    ...words.rest,
  ];
  return {
    title: `${actor.label}: threat group${isOwnCatalogue(from) ? '' : `, by ${catalogueName(from)}`}`,
    tone: 'answer',
    blocks,
    sources: citations.lines(),
    actions: [
      ...others(true),
      action(view, 'Timeline', `timeline actor:${actor.id}`),
      action(view, 'Targets', `targets actor:${actor.id}`),
      action(view, 'Sources', `sources ${actor.id}`),
      ...incidents.slice(0, 2).map((one) => action(view, one.label, `incident ${one.id}`)),
      ...others(false),
    ],
    footer: footer(
      view,
      actor.id,
      claims.map((claim) => claim.tlp),
    ),
  };
}

function originLine(actor: Actor, claims: readonly Claim[], origins: readonly string[]): Block {
  const words = origins.map(
    (country) => `linked to ${country} by ${listInWords(sayersOf(country, claims))}`,
  );
  return {
    type: 'paragraph',
    spans: [text(capitalise(`${actor.label} is ${listInWords(words)}.`))],
  };
}
