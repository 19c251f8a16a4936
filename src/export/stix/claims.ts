import { type Claim, type Figure, isFigureClaim } from '../../domain/claim.ts';
import type { Period } from '../../domain/partial-date.ts';
import type { Contents, Exported } from '../contents.ts';
import { catalogueId } from './fixed.ts';
import { type StixObject, stixObject } from './object.ts';
import type { Telling } from './telling.ts';

const RETELLINGS = {
  misreported: 'This retells another statement wrongly.',
  loosened: 'This retells another statement loosely.',
} as const;

/** A claim, with all that must not be read without it: who says it, on what ground, and its limits. */
export function claimNote(claim: Exported<'claim'>, telling: Telling): StixObject {
  const { body, catalogue } = claim;
  const { contents, refTo } = telling;
  const subjects = [body.about, ...(body.actors ?? []), body.relation?.actor ?? body.about];
  const refs = subjects.flatMap((id) => refTo(contents.find.subject(id, catalogue)) ?? []);
  const about = contents.find.subject(body.about, catalogue)?.body.label ?? body.about;
  const state = body.status === 'asserted' ? body.kind : `${body.kind}, ${body.status}`;
  return stixObject(telling.common(claim), {
    abstract: `${state.charAt(0).toUpperCase()}${state.slice(1)}: ${about}`,
    content: contentOf(claim, contents),
    authors: [...new Set(body.assertedBy.map(({ name }) => name))],
    object_refs: refs.length > 0 ? [...new Set(refs)] : [catalogueId(catalogue)],
    labels: [`claim:${body.kind}`, `status:${body.status}`],
  });
}

function contentOf({ body, catalogue }: Exported<'claim'>, { find }: Contents): string {
  const texts = (ids: readonly string[]) =>
    ids.flatMap((id) => find.claim(id, catalogue)?.body.text ?? []);
  const { confidence, retelling, note, conflictsWith, supersedes } = body;
  const lines = [
    ...(isFigureClaim(body) ? [`Figure: ${figureWords(body.figure)}.`] : []),
    ...texts(body.figure?.limitedBy ?? []).map((text) => `To be read with it: ${text}`),
    saidBy(body),
    `Basis: ${body.basis.replaceAll('-', ' ')}. Status: ${body.status}.`,
    ...(confidence === undefined ? [] : [`Confidence, as it is worded: ${confidence}`]),
    ...(retelling === undefined ? [] : [RETELLINGS[retelling]]),
    ...texts(conflictsWith).map((text) => `At odds with: ${text}`),
    ...texts(supersedes === undefined ? [] : [supersedes]).map((text) => `In place of: ${text}`),
    ...(note === undefined ? [] : [`Note: ${note}`]),
  ];
  return [body.text, lines.map((line) => `- ${line}`).join('\n')].join('\n\n');
}

function saidBy({ assertedBy, assertedOn, reportedBy }: Claim): string {
  const parties = assertedBy.map(({ name, through }) =>
    through === undefined ? name : `${name} (through ${through})`,
  );
  const on = assertedOn === undefined ? '' : `, ${assertedOn}`;
  const by = reportedBy.length === 0 ? '' : ` Reported by: ${reportedBy.join(', ')}.`;
  return `Asserted by: ${parties.join(', ')}${on}.${by}`;
}

/** `241 accounts attacked (exactly); scope: …; window: …`. */
function figureWords(figure: Figure): string {
  const { metric, value, qualifier, wording, unit, of, scope, window } = figure;
  const quantity = value === null ? 'stated in words only' : String(value);
  const share = of === undefined ? '' : ` of ${of}`;
  return [
    `${quantity} ${unit}${share}, ${metric} (${wording ?? qualifier.replaceAll('-', ' ')})`,
    ...(scope === undefined ? [] : [`scope: ${scope}`]),
    ...(window === undefined ? [] : [`window: ${periodWords(window)}`]),
  ].join('; ');
}

function periodWords({ from, to, label }: Period): string {
  return label ?? `${from ?? 'unknown'} to ${to ?? 'unknown'}`;
}
