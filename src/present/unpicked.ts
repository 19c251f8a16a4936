import type { Card } from '../card/card.ts';
import { strong, text } from '../card/span.ts';
import type { Actor } from '../domain/actor.ts';
import type { Incident } from '../domain/incident.ts';
import type { NameMatch } from '../knowledge/knowledge.ts';
import { datedBy } from './disclosed.ts';
import { ambiguousName, unknownName } from './problem.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';

/** A name that leads to no record, to several, or to a group where an incident was asked for. */
export type Unpicked =
  | { readonly is: 'several'; readonly given: string; readonly matches: readonly NameMatch[] }
  | { readonly is: 'group'; readonly actor: Actor; readonly incidents: readonly Incident[] }
  | { readonly is: 'unknown'; readonly given: string; readonly near: readonly NameMatch[] };

const MOST_BUTTONS = 5;

/** The name is a group's: offers the incidents linked to it, and picks none of them. */
function groupCard(actor: Actor, incidents: readonly Incident[], verb: string, view: View): Card {
  const none = 'No incident linked to it is recorded here.';
  return {
    title: 'A group, not an incident',
    tone: 'problem',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          strong(actor.label),
          text(' is a threat group. '),
          text(incidents.length === 0 ? none : 'Incidents linked to it, newest first:'),
        ],
      },
      {
        type: 'list',
        items: incidents.map((one) => [strong(`${datedBy(one)}: `), text(one.title)]),
      },
    ],
    sources: [],
    actions: [
      ...incidents
        .slice(0, MOST_BUTTONS)
        .map((one) => action(view, one.label, `${verb} ${one.id}`)),
      action(view, `About ${actor.label}`, `actor ${actor.id}`),
    ],
    footer: footer(view, actor.id),
  };
}

/** The card that asks which record is meant, or offers close names. Never a guess. */
export function unpickedCard(picked: Unpicked, kind: string, verb: string, view: View): Card {
  if (picked.is === 'group') return groupCard(picked.actor, picked.incidents, verb, view);
  return picked.is === 'several'
    ? ambiguousName({ ...picked, verb }, view)
    : unknownName({ ...picked, kind, verb }, view);
}
