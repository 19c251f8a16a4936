import type { Block, Card, Fact } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { strong, text } from '../card/span.ts';
import { isOwnCatalogue } from '../domain/catalogue.ts';
import type { Claim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import type { Incident } from '../domain/incident.ts';
import type { ClaimKind } from '../domain/vocabulary.ts';
import { catalogueName } from './catalogues.ts';
import { Citations } from './citations.ts';
import { claimLine } from './claim-line.ts';
import { longDate, periodInWords, shortDate } from './dates.ts';
import { figureBlock } from './figure.ts';
import { someFurtherReading } from './further-reading.ts';
import { groupsLine } from './groups-line.ts';
import { ownWords } from './own-words.ts';
import { section, TARGETED } from './section.ts';
import { targetLine } from './targets-card.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';

const FIGURES_SHOWN = 3;
const CLAIMS_SHOWN = 3;
const UPDATES_SHOWN = 3;

function isSound(claim: Claim): boolean {
  return (
    claim.retelling === undefined && claim.status !== 'disputed' && claim.status !== 'corrected'
  );
}

function facts(incident: Incident, view: View, citations: Citations): Fact[] {
  const occurred = [periodInWords(incident.occurred), incident.occurred.note].filter(Boolean);
  const disclosed =
    incident.disclosedOnStandsIn === true
      ? ['not given by its catalogue']
      : [longDate(incident.disclosedOn), incident.disclosedOnNote].filter(Boolean);
  const from = view.knowledge.catalogueOf(incident.id) ?? '';
  return [
    { label: 'Disclosed', value: [text(disclosed.join('. '))] },
    { label: 'Took place', value: [text(occurred.join('. '))] },
    { label: 'Group named', value: groupsLine(incident, view, citations) },
    ...(isOwnCatalogue(from) ? [] : [{ label: 'Catalogue', value: [text(catalogueName(from))] }]),
  ];
}

function more(shown: number, all: number, where: string): Spans[] {
  return all > shown ? [[text(`${all - shown} more under ${where}`)]] : [];
}

function latest(incident: Incident, citations: Citations): Spans[] {
  return incident.updates
    .slice(-UPDATES_SHOWN)
    .map((update) => [
      strong(`${shortDate(update.on)}: ${update.headline}. `),
      text(update.body),
      ...citations.spans(update.sources),
    ]);
}

/** Overview of one incident: what was counted, who says who did it, who was targeted, what came after. */
export function incidentCard(incident: Incident, view: View): Card {
  const { knowledge } = view;
  const citations = new Citations(knowledge);
  const claims = knowledge.claimsAbout(incident.id);
  const sound = claims.filter(isSound);
  const figures = sound.filter(isFigureClaim);
  const ofKind = (...kinds: ClaimKind[]) => sound.filter((claim) => kinds.includes(claim.kind));
  const lines = (list: readonly Claim[], where: string): Spans[] => [
    ...list.slice(0, CLAIMS_SHOWN).map((claim) => claimLine(claim, view, citations)),
    ...more(CLAIMS_SHOWN, list.length, where),
  ];
  const disputed = claims.length - sound.length + knowledge.conflictsAbout(incident.id).length;
  const from = knowledge.catalogueOf(incident.id) ?? '';
  const words = ownWords(incident.description, catalogueName(from), citations);
  const blocks: Block[] = [
    { type: 'facts', facts: facts(incident, view, citations) },
    ...words.opening,
    ...figures.slice(0, FIGURES_SHOWN).map((claim) => figureBlock(claim, knowledge, citations)),
    ...section('Who says who did it', lines(ofKind('attribution'), 'Sources')),
    ...section(
      TARGETED,
      incident.targets.map((target) => targetLine(target, citations)),
    ),
    ...section('Denials', lines(ofKind('denial'), 'Sources')),
    ...section('Latest', latest(incident, citations)),
    ...(disputed === 0 ? [] : [disputeNotice(figures.length)]),
    ...someFurtherReading(incident.id, view),
    ...words.rest,
  ];
  return {
    title: incident.title,
    tone: 'answer',
    blocks,
    sources: citations.lines(),
    actions: [
      action(view, 'Figures', `stats ${incident.id}`, 'primary'),
      action(view, 'Targets', `targets ${incident.id}`),
      action(view, 'Timeline', `timeline ${incident.id}`),
      action(view, 'Sources', `sources ${incident.id}`),
      ...incident.actors.slice(0, 1).map((id) => action(view, 'Group', `actor ${id}`)),
    ],
    footer: footer(
      view,
      incident.id,
      claims.map((claim) => claim.tlp),
    ),
  };
}

function disputeNotice(figures: number): Block {
  const where = figures > 0 ? 'Figures, Targets and Sources' : 'Targets and Sources';
  return {
    type: 'notice',
    spans: [text(`Publications differ on parts of this. See ${where} before quoting.`)],
  };
}
