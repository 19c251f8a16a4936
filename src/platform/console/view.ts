import type { RenderOptions } from '../../card/render.ts';
import type { Message } from './channels.ts';
import type { ConsoleOptions } from './options.ts';
import type { Session } from './session.ts';

type Renderers = Pick<ConsoleOptions, 'renderHtml' | 'previews' | 'charts'>;

function renderOptions({ answer }: Message): RenderOptions {
  return {
    page: answer.page,
    commandLine: answer.commandLine,
    shareable: answer.visibility === 'asker' && answer.answered,
  };
}

/** A message as the page shows it to one session. `html` is the renderer's own, already escaped. */
export function messageView(message: Message, session: Session, { renderHtml, charts }: Renderers) {
  const rendered = renderHtml(message.answer.card, {
    ...renderOptions(message),
    idPrefix: `card-${message.id}`,
    chartUrl: (chart) => `/charts/${charts.put(chart)}.png`,
  });
  return {
    id: message.id,
    channel: message.channel,
    at: message.at.toISOString(),
    mine: message.asker === session.id,
    typed: message.typed,
    private: message.answer.visibility === 'asker',
    title: message.answer.card.title,
    html: rendered.payload,
  };
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
  const { card } = message.answer;
  const options = { ...renderOptions(message), page };
  const rendered = form === 'text' ? renderHtml(card, options) : previews[form](card, options);
  const payload = form === 'text' ? rendered.fallback : rendered.payload;
  return { payload, page: rendered.page, pages: rendered.pages };
}
