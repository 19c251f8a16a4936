import { firstDay, lastDay, type Period } from '../../domain/partial-date.ts';
import type { ShapedFile } from './files.ts';
import type { Problem } from './problem.ts';
import type { PackClaim } from './schema.ts';
import { didYouMean } from './suggest.ts';

/** Mistakes within one file that its schema cannot see. */
export function checkContent(file: ShapedFile): Problem[] {
  return [...checkPeriods(file), ...checkLabel(file), ...checkTopics(file)];
}

function checkPeriods(file: ShapedFile): Problem[] {
  return periodsIn(file).flatMap(([path, { from, to }]) => {
    if (from === null || to === null || firstDay(from) <= lastDay(to)) return [];
    const message = `the period runs backwards: from ${from} to ${to}`;
    return [file.places.at([...path, 'from'], message, 'Swap "from" and "to", or correct one.')];
  });
}

type PlacedPeriod = readonly [path: readonly PropertyKey[], period: Period];

function periodsIn(file: ShapedFile): PlacedPeriod[] {
  if (!('claims' in file.content)) return [];
  const claims: readonly PackClaim[] = file.content.claims;
  const ofClaims = claims.flatMap((claim, index): PlacedPeriod[] => [
    ...(claim.window ? [[['claims', index, 'window'], claim.window] as const] : []),
    ...(claim.figure?.window
      ? [[['claims', index, 'figure', 'window'], claim.figure.window] as const]
      : []),
  ]);
  return file.kind === 'incident' ? [[['occurred'], file.content.occurred], ...ofClaims] : ofClaims;
}

function checkLabel(file: ShapedFile): Problem[] {
  if (file.kind !== 'actor') return [];
  const { label, names } = file.content;
  if (names.some(({ name }) => name === label)) return [];
  const remedy =
    didYouMean(
      label,
      names.map(({ name }) => name),
    ) ?? 'Use one of the names as label, or add the label to the names.';
  return [file.places.at(['label'], `the label ${label} is not among the names`, remedy)];
}

function checkTopics(file: ShapedFile): Problem[] {
  if (!('claims' in file.content)) return [];
  return file.content.claims.flatMap(({ topic, stance }, index) => {
    if ((topic === undefined) === (stance === undefined)) return [];
    const [there, missing] = topic === undefined ? ['stance', 'topic'] : ['topic', 'stance'];
    const message = `the claim has a ${there} but no ${missing}`;
    return [file.places.at(['claims', index, there], message, `Add "${missing}", or remove both.`)];
  });
}
