import type { Block, Card, Fact } from '../card/card.ts';
import type { Spans } from '../card/span.ts';
import { instant, text } from '../card/span.ts';
import type { Claim } from '../domain/claim.ts';
import { isFigureClaim } from '../domain/claim.ts';
import type { RecordRevision } from '../domain/record.ts';
import { saidByInWords, saidOn } from './attribution.ts';
import { Citations } from './citations.ts';
import { claimLine } from './claim-line.ts';
import { longDate, periodInWords } from './dates.ts';
import { figureBlock } from './figure.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { action, footer } from './view.ts';
import { wordingToPaste } from './wording.ts';
import { capitalise, KIND_WORDS, STATUS_WORDS } from './words.ts';

function fact(label: string, words: string | undefined): Fact[] {
  return words === undefined ? [] : [{ label, value: [text(words)] }];
}

function subjectLabel(claim: Claim, view: View): string {
  const { knowledge } = view;
  const subject =
    knowledge.incident(claim.about) ??
    knowledge.actor(claim.about) ??
    knowledge.programme(claim.about);
  return subject?.label ?? claim.about;
}

function facts(claim: Claim, view: View): Fact[] {
  const date = saidOn(claim, view.knowledge);
  const dated = date === undefined ? 'no date known' : longDate(date);
  const retelling = {
    misreported: 'a misreport of another claim',
    loosened: 'looser than the claim it retells',
  };
  return [
    ...fact('Says', isFigureClaim(claim) ? undefined : saidByInWords(claim, view.knowledge)),
    ...fact('When said', isFigureClaim(claim) ? undefined : dated),
    ...fact('Status', capitalise(STATUS_WORDS[claim.status])),
    ...fact(
      'Retelling',
      claim.retelling === undefined ? undefined : capitalise(retelling[claim.retelling]),
    ),
    ...fact('Confidence', claim.confidence),
    ...fact('Window', claim.window === undefined ? undefined : periodInWords(claim.window)),
    ...fact('Kind', isFigureClaim(claim) ? undefined : capitalise(KIND_WORDS[claim.kind])),
    ...fact('About', subjectLabel(claim, view)),
    ...fact('Note', claim.note),
  ];
}

function wording(claim: Claim, view: View): Block[] {
  const words = wordingToPaste(claim, view.knowledge);
  if (words === undefined) {
    const warning =
      'No wording is offered: this claim retells another one loosely or wrongly, or was corrected or retracted.';
    return [{ type: 'notice', spans: [text(warning)] }];
  }
  return [
    { type: 'heading', text: 'Wording to paste' },
    { type: 'quote', spans: [text(words)] },
  ];
}

function revisionLine(revision: RecordRevision): Spans {
  const withdrawn = revision.withdrawn ? ', withdrawn' : '';
  const { kind, body } = revision;
  const words = kind === 'claim' ? body.text : '';
  return [
    text(`Revision ${revision.revision}, recorded `),
    instant(revision.recordedAt),
    text(` by ${revision.recordedBy}${withdrawn}: ${words}`),
  ];
}

/** One claim with its grounds, limits, history and conflicts, and a sentence ready to paste. */
export function claimCard(claim: Claim, view: View): Card {
  const { knowledge } = view;
  const citations = new Citations(knowledge);
  const superseded = claim.supersedes === undefined ? undefined : knowledge.claim(claim.supersedes);
  const statement: Block = {
    type: 'quote',
    spans: [text(claim.text), ...citations.spans(claim.sources)],
  };
  const blocks: Block[] = [
    statement,
    ...(isFigureClaim(claim) ? [figureBlock(claim, knowledge, citations)] : []),
    { type: 'facts', facts: facts(claim, view) },
    ...wording(claim, view),
    ...section(
      'Conflicts with',
      knowledge.claimsInConflictWith(claim.id).map((other) => claimLine(other, view, citations)),
    ),
    ...section(
      'Replaces',
      superseded === undefined ? [] : [claimLine(superseded, view, citations)],
    ),
    ...section('History of this record', knowledge.history(claim.id).map(revisionLine)),
  ];
  return {
    title: `Claim: ${subjectLabel(claim, view)}`,
    tone: claim.status === 'retracted' ? 'retracted' : 'answer',
    blocks,
    sources: citations.lines(),
    actions: [
      ...(knowledge.incident(claim.about) === undefined
        ? [action(view, 'Sources', `sources ${claim.about}`)]
        : [
            action(view, 'Incident', `incident ${claim.about}`),
            action(view, 'Figures', `stats ${claim.about}`),
            action(view, 'Sources', `sources ${claim.about}`),
          ]),
    ],
    footer: footer(view, claim.id, [claim.tlp]),
  };
}
