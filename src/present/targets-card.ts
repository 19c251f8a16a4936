import type { Block, Card } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import type { Claim } from '../domain/claim.ts';
import type { Incident, Target } from '../domain/incident.ts';
import type { Sector } from '../domain/vocabulary.ts';
import { Citations } from './citations.ts';
import { claimLine } from './claim-line.ts';
import { datedBy, disclosedSentence } from './disclosed.ts';
import { leftOutSentence } from './own-first.ts';
import { NOT_SO, section, TARGETED } from './section.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { listInWords, STANCE_ORDER, STANCE_WORDS, sectorWords } from './words.ts';

/** "News media: Reporters who cover world politics [1]". */
export function targetLine(target: Target, citations: Citations): Spans {
  return [
    strong(`${target.sectors.map(sectorWords).join(', ')}: `),
    text(target.description),
    ...citations.spans(target.sources),
  ];
}

function stanceLine(claim: Claim, view: View, citations: Citations): Spans {
  const stance = claim.stance === undefined ? [] : [strong(`${STANCE_WORDS[claim.stance]} — `)];
  const verdict = claim.stance !== 'misreports';
  return [...stance, ...claimLine(claim, view, citations, { verdict })];
}

function rank(claim: Claim): number {
  return claim.stance === undefined ? STANCE_ORDER.length : STANCE_ORDER.indexOf(claim.stance);
}

/** A question the record leaves open: who says what, who could not confirm it, who denies what. */
function topicBlocks(
  incident: Incident,
  claims: readonly Claim[],
  view: View,
  citations: Citations,
) {
  return incident.topics.flatMap((topic) => {
    const taking = claims.filter((claim) => claim.topic === topic.id);
    const ordered = taking.toSorted((a, b) => rank(a) - rank(b));
    return section(
      topic.title,
      ordered.map((claim) => stanceLine(claim, view, citations)),
    );
  });
}

function nothingKnown(incident: Incident, claims: readonly Claim[]): Block[] {
  if (incident.targets.length > 0 || claims.some((claim) => claim.kind === 'target')) return [];
  const words = 'No targets are recorded here for this incident. That is not the same as none.';
  return [{ type: 'notice', spans: [text(words)] }];
}

/** Who was targeted in one incident, who was not, and what is open about it. */
export function targetsCard(incident: Incident, view: View): Card {
  const citations = new Citations(view.knowledge);
  const claims = view.knowledge.claimsAbout(incident.id);
  const untopical = claims.filter((claim) => claim.topic === undefined);
  const ofKind = (kind: Claim['kind'], retold: boolean): Spans[] =>
    untopical
      .filter((claim) => claim.kind === kind && (claim.status === 'disputed') === retold)
      .map((claim) => claimLine(claim, view, citations));
  const groups = incident.targets.map((target) => targetLine(target, citations));
  const blocks: Block[] = [
    { type: 'paragraph', spans: [text(disclosedSentence(incident))] },
    ...section(TARGETED, groups),
    ...section('What was said of them', ofKind('target', false)),
    ...section(NOT_SO, ofKind('exclusion', false)),
    ...topicBlocks(incident, claims, view, citations),
    ...section('Also reported', [...ofKind('target', true), ...ofKind('exclusion', true)]),
    ...nothingKnown(incident, claims),
  ];
  return {
    title: `${incident.label}: targets`,
    tone: 'answer',
    blocks,
    sources: citations.lines(),
    actions: [
      action(view, 'Figures', `stats ${incident.id}`),
      action(view, 'Timeline', `timeline ${incident.id}`),
      action(view, 'Sources', `sources ${incident.id}`),
      action(view, 'Overview', `incident ${incident.id}`),
    ],
    footer: footer(
      view,
      incident.id,
      claims.map((claim) => claim.tlp),
    ),
  };
}

function notice(words: string): Block {
  return { type: 'notice', spans: [text(words)] };
}

/** What is told beside the incidents that are listed. */
interface Beside {
  /** Incidents that fit and are not listed, and the line that lists them. */
  readonly leftOut?: readonly Incident[];
  readonly all?: string;
  /** Claims on the targets of the group itself, which a catalogue may have without any incident. */
  readonly said?: readonly Claim[];
}

/** Targets across incidents, of one actor or in one sector. */
export function targetsAcrossCard(
  heading: string,
  incidents: readonly Incident[],
  sector: Sector | undefined,
  view: View,
  { leftOut = [], all = '', said = [] }: Beside = {},
): Card {
  const citations = new Citations(view.knowledge);
  const matching = (incident: Incident): readonly Target[] =>
    incident.targets.filter((target) => sector === undefined || target.sectors.includes(sector));
  const hits = incidents.filter((incident) => matching(incident).length > 0);
  const blocks = [
    ...section(
      'What was said of them, over all incidents',
      said.map((claim) => claimLine(claim, view, citations)),
    ),
    ...hits.flatMap((incident): Block[] => [
      { type: 'heading', text: `${datedBy(incident)}: ${incident.label}` },
      { type: 'list', items: matching(incident).map((target) => targetLine(target, citations)) },
    ]),
  ];
  const shared = hits.some((incident) => incident.actors.length > 1);
  const caution =
    'Some of these incidents are linked to several groups; their targets are listed whole.';
  const more =
    leftOut.length === 0 ? [] : [notice(leftOutSentence(leftOut, 'incident', view.knowledge))];
  const none = `No targets are recorded here for ${heading}. That is not the same as none.`;
  const labels = listInWords(hits.slice(0, 3).map((incident) => incident.label));
  return {
    title: `Targets: ${heading}`,
    tone: 'answer',
    blocks:
      blocks.length === 0
        ? [notice(none)]
        : [...blocks, ...(shared ? [notice(caution)] : []), ...more],
    sources: citations.lines(),
    actions: [
      ...hits
        .slice(0, 3)
        .map((incident) =>
          action(view, labels === '' ? 'Open' : incident.label, `targets ${incident.id}`),
        ),
      ...(leftOut.length > 0 ? [action(view, 'Imported ones', all)] : []),
    ],
    footer: footer(
      view,
      undefined,
      said.map((claim) => claim.tlp),
    ),
  };
}
