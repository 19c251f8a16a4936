import type { Contents, Exported } from '../contents.ts';
import type { ExportFormat } from '../format.ts';
import { intrusionSet } from './actors.ts';
import { advisoryObjects } from './advisories.ts';
import { claimNote } from './claims.ts';
import { conflictNote } from './conflicts.ts';
import { disclosureReport } from './disclosures.ts';
import { carryingOnly } from './extension.ts';
import { catalogueIdentity, makers, marksUpTo } from './fixed.ts';
import { stixId } from '../uuid.ts';
import { campaign } from './incidents.ts';
import { linksOfClaim, linksOfIncident } from './links.ts';
import type { StixObject } from './object.ts';
import { programmeIdentity } from './programmes.ts';
import { type Telling, tellingOf } from './telling.ts';

/**
 * A bundle of STIX 2.1, one object a line: https://docs.oasis-open.org/cti/stix/v2.1/stix-v2.1.html. What
 * an object refers to stands before it.
 */
export const stix: ExportFormat = {
  name: 'stix',
  about: 'a STIX 2.1 bundle that other Tocsins read as the same records',
  *write(contents) {
    yield `{"type":"bundle","id":"${bundleId(contents)}","objects":[`;
    const written = new Set<string>();
    for (const object of objectsIn(contents)) {
      if (written.has(object.id)) continue;
      yield `${written.size === 0 ? '\n' : ',\n'}${JSON.stringify(object)}`;
      written.add(object.id);
    }
    yield '\n]}\n';
  },
};

/** Another for what was recorded later, or is shown to others. */
function bundleId({ ceiling, catalogues, records, disclosures }: Contents): string {
  const newest = records.reduce((latest, { modified }) => Math.max(latest, modified.getTime()), 0);
  const told = disclosures.map(({ disclosure, newest: { revision } }) => disclosure.id + revision);
  return stixId('bundle', ceiling, ...catalogues, String(newest), String(records.length), ...told);
}

function* objectsIn(contents: Contents): Iterable<StixObject> {
  const telling = tellingOf(contents);
  yield* marksUpTo(contents.ceiling);
  yield* makers();
  yield* catalogues(telling);
  // What claims lead to comes before all claims.
  for (const record of [...contents.beside, ...contents.records]) yield* subject(record, telling);
  for (const record of contents.records) yield* statement(record, telling);
  for (const one of contents.disclosures) yield disclosureReport(one, telling);
}

function* catalogues(telling: Telling): Iterable<StixObject> {
  const { records, beside, disclosures } = telling.contents;
  const leftOver = Map.groupBy(telling.leftOver(), ({ catalogue }) => catalogue);
  const names = new Set([
    ...[...records, ...beside].map(({ catalogue }) => catalogue),
    ...disclosures.map(({ disclosure }) => disclosure.catalogue),
  ]);
  for (const name of names) {
    const sources = leftOver.get(name);
    yield catalogueIdentity(name, sources && carryingOnly(name, sources));
  }
}

function* subject(record: Exported, telling: Telling): Iterable<StixObject> {
  if (record.kind === 'actor') yield intrusionSet(record, telling);
  else if (record.kind === 'incident') yield campaign(record, telling);
  else if (record.kind === 'programme') yield programmeIdentity(record, telling);
}

function* statement(record: Exported, telling: Telling): Iterable<StixObject> {
  if (record.kind === 'incident') yield* linksOfIncident(record, telling);
  else if (record.kind === 'conflict') yield conflictNote(record, telling);
  else if (record.kind === 'advisory') yield* advisoryObjects(record, telling);
  else if (record.kind === 'claim') {
    yield claimNote(record, telling);
    yield* linksOfClaim(record, telling);
  }
}
