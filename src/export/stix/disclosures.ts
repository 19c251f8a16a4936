import type { ExportedDisclosure } from '../contents.ts';
import { disclosing } from './extension.ts';
import { catalogueId } from './fixed.ts';
import { stixId } from '../uuid.ts';
import { type StixObject, stixObject } from './object.ts';
import { referenceTo } from './references.ts';
import type { Telling } from './telling.ts';

/** What was told to channels, as it stands. */
export function disclosureReport(
  { newest, disclosure, created, ...rest }: ExportedDisclosure,
  { contents, refTo }: Telling,
): StixObject {
  const { id, kind, severity, headline, body, incident, actors, claims, sources } = disclosure;
  const { at, state, reason } = newest;
  const subjects = [...(incident === undefined ? [] : [incident]), ...actors];
  const refs = [
    ...subjects.flatMap((one) => refTo(contents.find.subject(one)) ?? []),
    ...claims.flatMap((one) => refTo(contents.find.claim(one)) ?? []),
  ];
  const isRetracted = state === 'retracted';
  const word = isRetracted ? 'Retracted' : 'Corrected';
  const change =
    reason === undefined ? [] : [`${word} on ${at.toISOString().slice(0, 10)}: ${reason}`];
  const common = {
    id: stixId('report', 'disclosure', id, created.toISOString()),
    ...{ created, mark: disclosure.tlp, references: sources.map(referenceTo) },
    modified: at > created ? at : created,
    by: catalogueId(disclosure.catalogue),
    extensions: disclosing({ newest, disclosure, created, ...rest }),
  };
  return stixObject(common, {
    name: isRetracted ? `Retracted: ${headline}` : headline,
    description: [...change, body].join('\n\n'),
    published: created.toISOString(),
    revoked: isRetracted ? true : undefined,
    labels: [`disclosure:${kind}`, `severity:${severity}`],
    object_refs: refs.length > 0 ? [...new Set(refs)] : [catalogueId(disclosure.catalogue)],
  });
}
