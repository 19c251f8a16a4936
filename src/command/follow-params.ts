import { DisclosureKind, Severity } from '../domain/disclosure.ts';
import { Sector } from '../domain/vocabulary.ts';
import { param } from './param.ts';

/** What a subscription can ask of disclosures: `subscribe` adds one, `preview` tries it out. */
export const FOLLOW_PARAMS = {
  subject: param.followed('An incident or group by any name; or everything; or an id like S-4M2XQ')
    .optional,
  severity: param.choice('How severe at least; high if left out', Severity.options).optional,
  origin: param.list('Countries that somebody links the groups to, such as Iran').optional,
  sector: param.choice('Whom it concerns', [...Sector.options, 'any']).optional,
  kind: param.choice('New disclosures, updates, corrections or retractions', [
    ...DisclosureKind.options,
    'any',
  ]).optional,
  include: param.list('Only what mentions one of these words or phrases').optional,
  exclude: param.list('Nothing that mentions one of these words or phrases').optional,
  publisher: param.list('Only what cites one of these publishers, or is of these catalogues')
    .optional,
};
