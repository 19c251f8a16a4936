import type { Action, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { Advisory } from '../domain/advisory.ts';
import type { Tlp } from '../domain/vocabulary.ts';
import type { NameMatch, SearchHit } from '../knowledge/knowledge.ts';
import { advisoryLine } from './advisory-line.ts';
import { Citations } from './citations.ts';
import { claimLine } from './claim-line.ts';
import { disclosedIncident } from './disclosed.ts';
import { echo } from './echo.ts';
import { importedMark } from './own-first.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { count } from './words.ts';

/** What was asked and what was found, ranked. */
export interface SearchResult {
  readonly query: string;
  readonly hits: readonly SearchHit[];
  /** Hits passed over before these. */
  readonly skipped: number;
  readonly total: number;
  /** There are more matches than `total`, which were not counted. */
  readonly capped: boolean;
  /** Close names, offered when nothing was found. */
  readonly near: readonly NameMatch[];
  /** The command line for the hits after this many. */
  readonly more: (skip: number) => string;
}

/** Claims and records shown at once. */
export const HITS_SHOWN = 6;

function recordLine(hit: SearchHit, view: View): Spans {
  const incident = view.knowledge.incident(hit.id);
  if (incident !== undefined) {
    return [
      strong(incident.label),
      text(`${importedMark(hit.id, view.knowledge)}: ${disclosedIncident(incident)}`),
    ];
  }
  const actor = view.knowledge.actor(hit.id);
  if (actor !== undefined) {
    const mark = importedMark(hit.id, view.knowledge);
    return [strong(actor.label), text(`${mark}: threat group`)];
  }
  const programme = view.knowledge.programme(hit.id);
  return [
    strong(`${programme?.label ?? hit.id}: `),
    text(`programme of ${programme?.operator ?? ''}`),
  ];
}

function claimItem(hit: SearchHit, view: View, citations: Citations): Spans {
  const claim = view.knowledge.claim(hit.id);
  if (claim === undefined) return [text(hit.id)];
  const subject = view.knowledge.incident(claim.about) ?? view.knowledge.actor(claim.about);
  return [...claimLine(claim, view, citations), text(` — ${subject?.label ?? claim.about}`)];
}

const VERB_OF = {
  incident: 'incident',
  actor: 'actor',
  programme: 'stats',
  claim: 'claim',
  advisory: 'search',
} as const;

function isRetold(hit: SearchHit, view: View): boolean {
  return view.knowledge.claim(hit.id)?.retelling !== undefined;
}

/** Claims among the hits, retellings after what they retell: a misreport never heads the list. */
function claimsOf(result: SearchResult, view: View): SearchHit[] {
  const claims = result.hits.filter((hit) => hit.kind === 'claim');
  return claims.toSorted((a, b) => Number(isRetold(a, view)) - Number(isRetold(b, view)));
}

/** The advisories among the hits. */
function advisoriesOf(hits: readonly SearchHit[], view: View): Advisory[] {
  return hits.flatMap(({ kind, id }) =>
    kind === 'advisory' ? (view.knowledge.advisory(id) ?? []) : [],
  );
}

function isRecord({ kind }: SearchHit): boolean {
  return kind !== 'claim' && kind !== 'advisory';
}

function markingsOf(hits: readonly SearchHit[], view: View): Tlp[] {
  return [
    ...hits.flatMap((hit) => view.knowledge.claim(hit.id)?.tlp ?? []),
    ...advisoriesOf(hits, view).map(({ tlp }) => tlp),
  ];
}

function openActions(result: SearchResult, view: View): Action[] {
  const records = result.hits.filter((hit) => hit.kind !== 'claim');
  const claims = claimsOf(result, view);
  const sound = claims.filter((hit) => !isRetold(hit, view));
  const open = [...sound.slice(0, 1), ...records.slice(0, 3)].map((hit) => {
    const { knowledge } = view;
    const record =
      knowledge.incident(hit.id) ??
      knowledge.actor(hit.id) ??
      knowledge.programme(hit.id) ??
      knowledge.advisory(hit.id);
    // Every advisory is somebody's; its number says whose.
    const isMarked = record !== undefined && hit.kind !== 'advisory';
    const mark = isMarked ? importedMark(hit.id, knowledge) : '';
    const label = record === undefined ? 'Best claim, with wording' : record.label + mark;
    return action(view, label, `${VERB_OF[hit.kind]} ${hit.id}`);
  });
  const next = result.skipped + HITS_SHOWN;
  if (next >= result.total) return open;
  return [...open, action(view, 'More', result.more(next))];
}

function nothingFound(result: SearchResult, view: View): Card {
  const near = result.near.slice(0, 4);
  return {
    title: 'Nothing found',
    tone: 'problem',
    blocks: [
      {
        type: 'paragraph',
        spans: [
          text('Nothing recorded here answers '),
          strong(`“${echo(result.query)}”`),
          text('. That does not mean it did not happen.'),
        ],
      },
      {
        type: 'paragraph',
        spans: [
          text(
            near.length > 0
              ? 'Names that are close are below.'
              : 'Try a group, an incident, or fewer words; /tocsin incidents lists what is known.',
          ),
        ],
      },
    ],
    sources: [],
    actions: [
      ...near.map((match) => action(view, match.label, `${VERB_OF[match.kind]} ${match.id}`)),
      action(view, 'Incidents', 'incidents'),
      { label: 'Help', commandLine: 'help', style: 'default' },
    ],
    footer: footer(view),
  };
}

/** Claims and records that answer best, quoted with their sources and never paraphrased. */
export function searchCard(result: SearchResult, view: View): Card {
  if (result.hits.length === 0) return nothingFound(result, view);
  const citations = new Citations(view.knowledge);
  const claims = claimsOf(result, view);
  const records = result.hits.filter(isRecord);
  const advisories = advisoriesOf(result.hits, view);
  const matches = `${result.capped ? 'More than ' : ''}${count(result.total, 'match', 'matches')}`;
  const range = `; ${result.skipped + 1} to ${result.skipped + result.hits.length} shown, best first`;
  const shown = `${matches}${result.total > result.hits.length ? range : ''}.`;
  return {
    title: `Search: ${echo(result.query)}`,
    tone: 'answer',
    blocks: [
      {
        type: 'paragraph',
        spans: [text(`${shown} Recorded claims, not an answer made up from them.`)],
      },
      ...section(
        'Records',
        records.map((hit) => recordLine(hit, view)),
      ),
      ...section(
        'Claims',
        claims.map((hit) => claimItem(hit, view, citations)),
      ),
      ...section(
        'Advisories, none of which says who uses the flaw',
        advisories.map((advisory) => advisoryLine(advisory, citations)),
      ),
    ],
    sources: citations.lines(),
    actions: openActions(result, view),
    footer: footer(view, undefined, markingsOf(result.hits, view)),
  };
}
