import type { CommandContext } from '../command/context.ts';
import { Disclosure, LIMITS } from '../domain/disclosure.ts';
import { isAbove } from '../domain/vocabulary.ts';
import { withSources } from './cite.ts';
import { claimOf, idOf, listed, NONE, refusal, sectorOf } from './names.ts';
import { FIELDS, type FieldValues } from './params.ts';

/** A disclosure before it has all that it needs. */
export type Sketch = Omit<Disclosure, 'body' | 'headline'> &
  Partial<Pick<Disclosure, 'body' | 'headline'>>;

/** Whether any field was given. */
export function changesAnything(values: FieldValues): boolean {
  return Object.keys(FIELDS).some((key) => values[key as keyof FieldValues] !== undefined);
}

function names(given: string | undefined, before: readonly string[], context: CommandContext) {
  if (given === undefined) return [...before];
  const ids = [...new Set(listed(given).map((name) => idOf(name, 'actor', context)))];
  if (ids.length <= LIMITS.actors) return ids;
  throw refusal(
    `Those are ${ids.length} groups; a disclosure names at most ${LIMITS.actors}.`,
    'Name those it is about.',
  );
}

function claimsOf(given: string, incident: string | undefined, context: CommandContext) {
  return [...new Set(listed(given).map((one) => claimOf(one, incident, context).id))];
}

/** What a claim says may not be told to more people than the claim itself. */
function checkMarks({ claims, tlp }: Sketch, { knowledge }: CommandContext): void {
  for (const id of claims) {
    const mark = knowledge.claim(id)?.tlp;
    if (mark === undefined || !isAbove(mark, tlp)) continue;
    throw refusal(
      `The claim ${id} is TLP:${mark}, and the disclosure would be TLP:${tlp}.`,
      `Add tlp:${mark}, or leave the claim out.`,
    );
  }
}

/** What is shown in a channel stays within its ceiling, a preview too. */
function checkCeiling({ tlp }: Sketch, { invocation, services }: CommandContext): void {
  const ceiling = services.ceilings.of(invocation.where);
  if (!isAbove(tlp, ceiling)) return;
  throw refusal(
    `What is TLP:${tlp} may not be shown in this channel, whose ceiling is TLP:${ceiling}, and its preview would show it here.`,
    `Prepare it where the ceiling allows it, or raise this one’s: channel ceiling:${tlp}`,
  );
}

/**
 * A disclosure with what was given changed, and the rest as it was.
 * @throws TocsinError that says which value cannot be used, and why
 */
export function changed(before: Sketch, values: FieldValues, context: CommandContext): Sketch {
  const { headline, body, severity, kind, incident, actors, sectors, tlp, claims } = values;
  const about = incident?.toLowerCase() === NONE ? undefined : (incident ?? before.incident);
  const subject =
    incident === undefined || about === undefined ? about : idOf(about, 'incident', context);
  const after: Sketch = {
    ...before,
    ...(headline === undefined ? {} : { headline }),
    ...(body === undefined ? {} : { body }),
    severity: severity ?? before.severity,
    kind: kind ?? before.kind,
    actors: names(actors, before.actors, context),
    sectors: sectors === undefined ? before.sectors : [...new Set(listed(sectors).map(sectorOf))],
    claims: claims === undefined ? before.claims : claimsOf(claims, subject, context),
    sources: withSources(before.sources, values, context.knowledge),
    tlp: tlp ?? before.tlp,
  };
  checkMarks(after, context);
  checkCeiling(after, context);
  if (subject !== undefined) return { ...after, incident: subject };
  const { incident: _, ...none } = after;
  return none;
}

const NEEDED = {
  headline: 'a headline (headline:)',
  body: 'a text (body:)',
  sources: 'a source (source:)',
} as const;

/** @throws TocsinError that says what is missing */
export function complete(sketch: Sketch): Disclosure {
  const missing = (['headline', 'body', 'sources'] as const).filter(
    (key) => (sketch[key] ?? '').length === 0,
  );
  if (missing.length > 0) {
    const needs = missing.map((key) => NEEDED[key]).join(' and ');
    throw refusal(`A disclosure needs ${needs}.`, 'Add it to the line, or fill in the form.');
  }
  const parsed = Disclosure.safeParse(sketch);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw refusal(`${issue?.path.join('.')}: ${issue?.message}.`, 'Change that value.');
}
