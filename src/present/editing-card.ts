import type { Action, Block, Card } from '../card/card.ts';
import { code, instant, type Spans, strong, text } from '../card/span.ts';
import type { Act, Draft } from '../disclosure/desk.ts';
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

/** What channels get, with what it comes to beneath. */
function previewCard({ prepared: seen, lines, notice, zone }: Of<'preview'>, view: View): Card {
  const { draft, item, reach } = seen;
  const posted = disclosureCard(item, view);
  const buttons = listInWords(posted.actions.map(({ label }) => `“${label}”`));
  return {
    ...posted,
    kicker: [strong('DRAFT'), text(' · '), ...(posted.kicker ?? [])],
    blocks: [
      ...(notice === undefined
        ? []
        : [{ type: 'notice', spans: [text(NOTICES[notice])] } as const]),
      ...posted.blocks,
      { type: 'heading', text: NOT_YET[draft.act] },
      paragraph(
        text(`Channels get what stands above, with the buttons ${buttons}. `),
        text(reachInWords(draft.act, reach)),
      ),
      ...embargo(draft.embargo, zone, view.now),
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

function sentCard({ act, revision, reach, zone }: Of<'sent'>, view: View): Card {
  const { disclosure, embargo: until } = revision;
  const waits = until !== undefined && until > view.now && act !== 'retract';
  return {
    title: waits ? 'Kept until its embargo is over' : DONE[act],
    tone: 'answer',
    blocks: [
      paragraph(strong(sentence(disclosure.headline)), text(` Revision ${revision.revision}.`)),
      ...(waits ? embargo(until, zone, view.now) : [paragraph(text(reachInWords(act, reach)))]),
      ...(waits
        ? []
        : [paragraph(text('“Receipt” tells which channels show what, and since when.'))]),
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
      ? [text('Nothing was published under that id that can be shown here.')]
      : [
          text(
            isOut
              ? `It is published: revision ${newest.revision}, `
              : `It was sent off and waits for its embargo: revision ${newest.revision}, `,
          ),
          instant(newest.at),
          text('. What needs to be put right is corrected: '),
          code(`correct ${id} reason:"…"`),
        ];
  return {
    title: 'No such draft',
    tone: 'problem',
    blocks: [paragraph(text('No draft of '), code(id), text(' waits here. '), ...published)],
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
