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

/** The same page of the same answer as Slack, Discord and plain text get it. */
export async function payloadsView(message: Message, { renderHtml, previews }: Renderers) {
  const { card } = message.answer;
  const options = renderOptions(message);
  return {
    slack: await previews.slack(card, options),
    discord: await previews.discord(card, options),
    text: renderHtml(card, options).fallback,
  };
}
