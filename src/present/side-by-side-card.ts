import type { Block, Card } from '../card/card.ts';
import { strong, text } from '../card/span.ts';
import type { NameMatch } from '../knowledge/knowledge.ts';
import { Citations } from './citations.ts';
import { type KnownAs, knownAs, originsAsClaimed, otherNames, usersOf } from './known-as.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { whereListsDiffer } from './where-lists-differ.ts';
import { count } from './words.ts';

const COLUMNS = ['Catalogue', 'Its record', 'Who uses the name', 'Other names there', 'Linked to'];

/** That no claim names a country is not that its catalogue names none. */
function noOrigin({ actor }: KnownAs): string {
  return actor.description === undefined
    ? 'no country, by any claim here'
    : 'no claim here; see its own words';
}

/** What several catalogues have under one name, none of it merged: each opens with a button. */
export function sideBySideCard(given: string, matches: readonly NameMatch[], view: View): Card {
  const citations = new Citations(view.knowledge);
  const all = knownAs(matches, view);
  const [first] = all;
  const name = first?.match.name ?? given;
  const catalogues = new Set(all.map(({ catalogue }) => catalogue));
  const lead =
    `${count(catalogues.size, 'catalogue')} ${catalogues.size === 1 ? 'has' : 'have'} ` +
    `${count(all.length, 'group')} under this name. Nothing was merged and none was picked: ` +
    'that they share a name does not make them one group.';
  const table: Block = {
    type: 'table',
    caption: 'Side by side, as each catalogue has it',
    columns: COLUMNS.map((label) => ({ label, align: 'left' as const })),
    rows: all.map((known) => {
      const origins = originsAsClaimed(known, view, citations);
      return [
        [text(known.catalogue)],
        [strong(known.actor.label)],
        usersOf(known, citations),
        [text(otherNames(known))],
        origins.length === 0 ? [text(noOrigin(known))] : origins,
      ];
    }),
  };
  return {
    title: `“${name}” in ${count(catalogues.size, 'catalogue')}`,
    tone: 'answer',
    blocks: [
      { type: 'paragraph', spans: [text(lead)] },
      ...section('Where they differ', whereListsDiffer(name, all, view, citations)),
      table,
    ],
    sources: citations.lines(),
    actions: all.map(({ match, actor, catalogue }) =>
      action(view, `${actor.label} — ${catalogue}`, `actor ${match.id}`),
    ),
    footer: footer(view),
  };
}
