import type { Action, Block, Card } from '../card/card.ts';
import { code, instant, type Spans, strong, text } from '../card/span.ts';
import type { Act, Draft } from '../disclosure/desk.ts';
import { deadReferences } from './cited-sources.ts';
import { disclosureCard } from './disclosure-card.ts';
import { draftsCard } from './drafts-card.ts';
import type { Outcome, PreviewLines } from './editing-outcome.ts';
import { reachInWords, sendLabel } from './reach-words.ts';
import { section } from './section.ts';
import type { View } from './view.ts';
import { footer } from './view.ts';
import { count, listInWords, sentence } from './words.ts';
import { momentInWords } from './zoned.ts';

type Of<I extends Outcome['is']> = Extract<Outcome, { readonly is: I }>;

function paragraph(...spans: Spans): Block {
  return { type: 'paragraph', spans };
}

function button(label: string, commandLine: string, style: Action['style'] = 'default'): Action {
  return { label, commandLine, style };
}

const NOTICES: Readonly<Record<NonNullable<Of<'preview'>['notice']>, string>> = {
  'draft-changed':
    'Somebody changed this draft after you saw it. Nothing was sent. This is what it says now.',
  'not-discarded':
    'Somebody changed this draft after you saw it. Nothing was discarded. This is what it says now.',
  'disclosure-changed':
    'The disclosure got another revision after you saw this. Nothing was sent. What you change was carried over to it.',
};

const NOT_YET: Readonly<Record<Act, string>> = {
  publish: 'Not published yet',
  correct: 'Not corrected yet',
  retract: 'Not retracted yet',
};

function prepared({ by, at, records }: Draft): Block {
  const desk = records.length === 0 ? '' : `, with ${count(records.length, 'record')} of the desk`;
  return paragraph(text(`Prepared by ${by.name}, `), instant(at), text(`${desk}.`));
}

function embargo(at: Date | undefined, zone: string, now: Date): Block[] {
  if (at === undefined) return [];
  const when = momentInWords(at, zone);
  const words =
    at > now
      ? `Nothing leaves before ${when}. Then it goes to whoever follows it at that moment.`
      : `The embargo, ${when}, is over: it leaves as soon as it is sent off.`;
  return [{ type: 'notice', spans: [text(words)] }];
}

function previewActions(draft: Draft, label: string, lines: PreviewLines): Action[] {
  const { confirm, discard, change } = lines;
  return [
    button(label, confirm, draft.act === 'retract' ? 'danger' : 'primary'),
    ...(change === undefined ? [] : [button('Change', change)]),
    button('Discard', discard),
  ];
}

/** Where no form can be opened, how one thing is changed. */
function howToChange({ act, disclosure }: Draft, lines: PreviewLines | undefined): Block[] {
  if (lines === undefined || lines.change !== undefined) return [];
  const key = act === 'retract' ? 'reason:"…"' : 'severity:high';
  return [paragraph(text('To change one thing: '), code(`${act} ${disclosure.id} ${key}`))];
}

/** A number that readers would see, with nothing behind it. */
function deadReferenceNotice({ disclosure: { body, sources }, reason = '' }: Draft): Block[] {
  const dead = deadReferences(`${body} ${reason}`, sources);
  if (dead.length === 0) return [];
  const words = `It refers to ${listInWords(dead)}, and it has ${count(sources.length, 'source')}: nothing stands behind ${dead.length === 1 ? 'that number' : 'those numbers'}.`;
  return [{ type: 'notice', spans: [text(words)] }];
}

/** Nobody has seen any of it yet. */
function isHeld({ embargo: until }: Pick<Draft, 'embargo'>, now: Date): boolean {
  return until !== undefined && until > now;
}

/** A retraction of what nobody has seen yet. */
function isUnseen(act: Act, until: Date | undefined, now: Date): boolean {
  return act === 'retract' && isHeld({ embargo: until }, now);
}

const UNSEEN = 'Nobody has seen it yet, as its embargo is not over. Nothing of it is sent.';

/** What channels get of it, and when. */
function consequences({ prepared: seen, zone }: Of<'preview'>, posted: Card, now: Date): Block[] {
  const { draft, reach } = seen;
  if (isUnseen(draft.act, draft.embargo, now)) return [paragraph(text(UNSEEN))];
  const labels = posted.actions.map(({ label }) => `“${label}”`);
  const buttons = `${labels.length === 1 ? 'button' : 'buttons'} ${listInWords(labels)}`;
  const act = isHeld(draft, now) ? 'publish' : draft.act;
  return [
    paragraph(
      text(`Channels get what stands above, with the ${buttons}. `),
      text(reachInWords(act, reach)),
    ),
    ...embargo(draft.embargo, zone, now),
  ];
}

/** A draft was not posted, so its foot says when it was prepared. */
function draftFooter(posted: Card, draft: Draft, now: Date): Card['footer'] {
  const { act, at, base } = draft;
  if (act !== 'publish' && !isHeld(draft, now)) return posted.footer;
  return {
    ...posted.footer,
    lead: 'Draft of',
    asOf: [instant(at), text(` · revision ${base + 1}`)],
  };
}

/** What channels get, with what it comes to beneath. */
function previewCard(seen: Of<'preview'>, view: View): Card {
  const {
    prepared: { draft, item, reach },
    lines,
    notice,
  } = seen;
  const posted = disclosureCard(item, view);
  return {
    ...posted,
    footer: draftFooter(posted, draft, view.now),
    kicker: [strong('DRAFT'), text(' · '), ...(posted.kicker ?? [])],
    blocks: [
      ...(notice === undefined
        ? []
        : [{ type: 'notice', spans: [text(NOTICES[notice])] } as const]),
      ...posted.blocks,
      { type: 'heading', text: NOT_YET[draft.act] },
      ...deadReferenceNotice(draft),
      ...consequences(seen, posted, view.now),
      ...section(
        'Why it was prepared',
        draft.changes.map((change) => [text(change)]),
      ),
      prepared(draft),
      ...howToChange(draft, lines),
    ],
    actions: lines === undefined ? [] : previewActions(draft, sendLabel(draft.act, reach), lines),
  };
}

const DONE: Readonly<Record<Act, string>> = {
  publish: 'Published',
  correct: 'Corrected',
  retract: 'Retracted',
};

function whatWasSent({ act, revision, reach, zone }: Of<'sent'>, view: View): Block[] {
  const { embargo: until } = revision;
  if (isUnseen(act, until, view.now)) return [paragraph(text(UNSEEN))];
  if (isHeld(revision, view.now)) return embargo(until, zone, view.now);
  return [
    paragraph(text(reachInWords(act, reach))),
    paragraph(text('“Receipt” tells which channels show which revision, and since when.')),
  ];
}

function sentCard(sent: Of<'sent'>, view: View): Card {
  const { act, revision } = sent;
  const { disclosure } = revision;
  const waits = isHeld(revision, view.now);
  return {
    title: waits && act !== 'retract' ? 'Kept until its embargo is over' : DONE[act],
    tone: 'answer',
    blocks: [
      paragraph(strong(sentence(disclosure.headline)), text(` Revision ${revision.revision}.`)),
      ...whatWasSent(sent, view),
    ],
    sources: [],
    actions: waits
      ? [button('Drafts and embargoes', 'publish')]
      : [
          button('Receipt', `deliveries ${disclosure.id}`),
          button('What it says', `news ${disclosure.id}`),
        ],
    footer: footer(view, disclosure.id, [disclosure.tlp]),
  };
}

function discardedCard({ draft }: Of<'discarded'>, view: View): Card {
  const { id, headline, tlp } = draft.disclosure;
  const stays = draft.base === 0 ? 'Nothing of it was sent.' : 'What was published stays as it is.';
  return {
    title: 'Draft discarded',
    tone: 'answer',
    blocks: [paragraph(strong(sentence(headline)), text(` ${stays}`))],
    sources: [],
    actions: [button('Drafts', 'publish')],
    footer: footer(view, id, [tlp]),
  };
}

function noDraftCard({ id, newest }: Of<'no-draft'>, view: View): Card {
  const isOut =
    newest !== undefined && (newest.embargo === undefined || newest.embargo <= view.now);
  const published: Spans =
    newest === undefined
      ? [
          text('No draft of '),
          code(id),
          text(' waits, and nothing was published under that id that can be shown here.'),
        ]
      : [
          code(id),
          text(
            isOut
              ? ` is published: revision ${newest.revision}, `
              : ` was sent off as revision ${newest.revision} and waits for its embargo, `,
          ),
          instant(isOut ? newest.at : (newest.embargo ?? newest.at)),
          text('. Nothing more was sent. To put it right: '),
          code(`correct ${id} reason:"…" body:"…"`),
        ];
  return {
    title: newest === undefined ? 'No such draft' : 'No draft of it waits',
    tone: 'problem',
    blocks: [paragraph(...published)],
    sources: [],
    actions:
      newest === undefined || !isOut
        ? [button('Drafts', 'publish')]
        : [button('What it says', `news ${id}`), button('Receipt', `deliveries ${id}`)],
    footer: footer(view),
  };
}

function refusedCard({ message, remedy, form }: Of<'refused'>, view: View): Card {
  return {
    title: 'Not done',
    tone: 'problem',
    blocks: [paragraph(text(message)), paragraph(text(remedy))],
    sources: [],
    actions: form === undefined ? [] : [button('Fill in the form', form)],
    footer: footer(view),
  };
}

function chooseCard({ act, choices, form }: Of<'choose'>, view: View): Card {
  const example = code(`${act} D-7F3KQ reason:"…"${act === 'correct' ? ' body:"…"' : ''}`);
  const none = 'Nothing was published in the last 90 days that can be shown here. ';
  return {
    title: act === 'correct' ? 'What is to be corrected?' : 'What is to be retracted?',
    tone: 'answer',
    blocks: [
      paragraph(
        text(choices.length === 0 ? none : 'Published lately, newest first. '),
        text('Name one and say what was wrong: '),
        example,
      ),
      ...section(
        'Published',
        choices.map(({ disclosure, revision, at }) => [
          strong(`${disclosure.id}: `),
          text(`${sentence(disclosure.headline)} Revision ${revision}, `),
          instant(at),
        ]),
      ),
    ],
    sources: [],
    actions: choices.flatMap(({ disclosure: { id } }) => {
      const line = form(id);
      return line === undefined ? [] : [button(id, line)];
    }),
    footer: footer(
      view,
      undefined,
      choices.map(({ disclosure }) => disclosure.tlp),
    ),
  };
}

/** What came of an editor's line: a draft as channels would get it, or what was done. */
export function editingCard(outcome: Outcome, view: View): Card {
  switch (outcome.is) {
    case 'preview':
      return previewCard(outcome, view);
    case 'sent':
      return sentCard(outcome, view);
    case 'discarded':
      return discardedCard(outcome, view);
    case 'no-draft':
      return noDraftCard(outcome, view);
    case 'drafts':
      return draftsCard(outcome, view);
    case 'choose':
      return chooseCard(outcome, view);
    case 'refused':
      return refusedCard(outcome, view);
  }
}
