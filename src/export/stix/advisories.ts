import type { Exported } from '../contents.ts';
import { startOf } from './dates.ts';
import { catalogueId, fixedObject } from './fixed.ts';
import { stixId } from '../uuid.ts';
import { type StixObject, stixObject } from './object.ts';
import { cveReference } from './references.ts';
import type { Telling } from './telling.ts';

/** A notice about flaws in products, with the flaws that it numbers. It says nothing of who uses them. */
export function* advisoryObjects(
  advisory: Exported<'advisory'>,
  telling: Telling,
): Iterable<StixObject> {
  const { title, label, publisher, publishedOn, cves, summary, advice } = advisory.body;
  const vulnerabilities = [...new Set(cves)].map(vulnerability);
  yield* vulnerabilities;
  const common = telling.common(advisory);
  const { products, moreProducts = 0, dueOn, ransomware } = advisory.body;
  const more = moreProducts === 0 ? '' : `, and ${moreProducts} more`;
  const refs = vulnerabilities.map(({ id }) => id);
  yield stixObject(common, {
    name: title,
    description: [
      `${label}, by ${publisher}.`,
      ...(publishedOn === null ? ['Its publisher gives no date.'] : []),
      ...(summary === undefined ? [] : [summary]),
      ...(advice === undefined ? [] : [`What to do: ${advice}`]),
      ...(products.length === 0 ? [] : [`Products: ${products.join(', ')}${more}.`]),
      ...(dueOn === undefined ? [] : [`To be done by: ${dueOn}.`]),
      ...(ransomware === undefined ? [] : [`Use in ransomware campaigns: ${ransomware}.`]),
    ].join('\n\n'),
    published: publishedOn === null ? common.created.toISOString() : startOf(publishedOn),
    report_types: ['vulnerability'],
    labels: [advisory.body.kind],
    object_refs: refs.length > 0 ? refs : [catalogueId(advisory.catalogue)],
  });
}

function vulnerability(cve: string): StixObject {
  const object = fixedObject(stixId('vulnerability', cve), { name: cve });
  return { ...object, external_references: [cveReference(cve)] };
}
