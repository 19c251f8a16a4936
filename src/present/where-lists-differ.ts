import { type Spans, strong, text } from '../card/span.ts';
import type { Citations } from './citations.ts';
import { conflictLine } from './conflict-lines.ts';
import type { KnownAs } from './known-as.ts';
import type { View } from './view.ts';
import { count, listInWords } from './words.ts';

function labelled({ actor, catalogue }: KnownAs): string {
  return `${actor.label} (${catalogue})`;
}

/** Catalogues in which the name is several groups'. */
function severalInOne(name: string, all: readonly KnownAs[]): Spans[] {
  const byCatalogue = Map.groupBy(all, ({ catalogue }) => catalogue);
  return [...byCatalogue]
    .filter(([, list]) => list.length > 1)
    .map(([catalogue, list]) => [
      strong(`“${name}” is ${count(list.length, 'group')} in ${catalogue}: `),
      text(`${listInWords(list.map(({ actor }) => actor.label))}.`),
    ]);
}

/** Records of the name that are not linked to the same country. */
function origins(all: readonly KnownAs[], { knowledge }: View): Spans[] {
  const byCountry = new Map<string, KnownAs[]>();
  for (const known of all) {
    for (const country of knowledge.originsOf(known.actor.id)) {
      byCountry.set(country, [...(byCountry.get(country) ?? []), known]);
    }
  }
  if (byCountry.size < 2) return [];
  const links = [...byCountry].map(
    ([country, list]) => `${listInWords(list.map(labelled))} to ${country}`,
  );
  return [[strong('Not linked to the same country: '), text(`${links.join('; ')}.`)]];
}

/** In what the lists that share a name differ, each said once. */
export function whereListsDiffer(
  name: string,
  all: readonly KnownAs[],
  view: View,
  citations: Citations,
): Spans[] {
  const ids = new Set(all.map(({ actor }) => actor.id));
  const conflicts = new Set(
    [...ids]
      .flatMap((id) => view.knowledge.conflictsAbout(id))
      .filter(({ about }) => about.filter((id) => ids.has(id)).length > 1),
  );
  return [
    ...severalInOne(name, all),
    ...origins(all, view),
    ...[...conflicts].map((one) => conflictLine(one, citations)),
  ];
}
