import type { Card } from '../../card/card.ts';
import type { ChartSpec } from '../../card/chart.ts';
import { plainText } from '../../card/plain.ts';
import type { RenderOptions } from '../../card/render.ts';
import type { Message } from './channels.ts';
import type { ConsoleOptions } from './options.ts';
import type { Session } from './session.ts';

type Renderers = Pick<ConsoleOptions, 'renderHtml' | 'previews' | 'charts'>;

function cardOf(message: Message): Card {
  return message.kind === 'post' ? message.card : message.answer.card;
}

/** What the card is about, as it is read out. */
function titleOf({ kicker = [], title }: Card): string {
  return [plainText(kicker), title].filter((part) => part !== '').join('. ');
}

function renderOptions(message: Message): RenderOptions {
  if (message.kind === 'post') {
    return { page: 1, commandLine: message.commandLine, shareable: false };
  }
  const { answer } = message;
  return {
    page: answer.page,
    commandLine: answer.commandLine,
    shareable: answer.visibility === 'asker' && answer.answered && answer.askerOnly !== true,
  };
}

/** A card as markup, with the charts in it. */
interface Shown {
  readonly html: string;
  readonly charts: readonly ChartSpec[];
}

function showCard(message: Message, { renderHtml, charts }: Renderers): Shown {
  const drawn: ChartSpec[] = [];
  const { payload } = renderHtml(cardOf(message), {
    ...renderOptions(message),
    idPrefix: `card-${message.id}`,
    chartUrl(chart) {
      drawn.push(chart);
      return `/charts/${charts.put(chart)}.png`;
    },
  });
  return { html: payload, charts: drawn };
}

/** What tells a question with its answer from what nobody asked for. */
function aboutIt(message: Message, session: Session) {
  if (message.kind === 'post') {
    return {
      mine: false,
      private: message.onlyFor !== undefined,
      changedAt: message.changedAt?.toISOString(),
      version: message.version,
      replyTo: message.replyTo,
    };
  }
  const { asker, typed, answer } = message;
  return { mine: asker === session.id, typed, private: answer.visibility === 'asker' };
}

/**
 * Makes messages as the page shows them to one session. `html` is the renderer's own, already
 * escaped. Each card is rendered once, whoever looks at it: every open page hears of each message.
 */
export function messageViews(renderers: Renderers) {
  const cards = new WeakMap<Message, Shown>();

  function markupOf(message: Message): string {
    const kept = cards.get(message);
    // The address was written before; the chart behind it may have been dropped since.
    for (const chart of kept?.charts ?? []) renderers.charts.put(chart);
    const shown = kept ?? showCard(message, renderers);
    cards.set(message, shown);
    return shown.html;
  }

  return (message: Message, session: Session) => ({
    kind: message.kind,
    id: message.id,
    channel: message.channel,
    at: message.at.toISOString(),
    ...aboutIt(message, session),
    title: titleOf(cardOf(message)),
    html: markupOf(message),
  });
}

/** Other forms of an answer that the page can show. */
const FORMS = ['slack', 'discord', 'text'] as const;
export type Form = (typeof FORMS)[number];

export function isForm(word: string): word is Form {
  return FORMS.some((form) => form === word);
}

/** One page of an answer as Slack or Discord gets it, or as plain text. */
export function formView(
  message: Message,
  form: Form,
  page: number,
  { renderHtml, previews }: Renderers,
) {
  const card = cardOf(message);
  const options = { ...renderOptions(message), page };
  const rendered = form === 'text' ? renderHtml(card, options) : previews[form](card, options);
  const payload = form === 'text' ? rendered.fallback : rendered.payload;
  return { payload, page: rendered.page, pages: rendered.pages };
}
