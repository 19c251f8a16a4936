import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Place } from './access.ts';
import { hasRight } from './authorise.ts';
import type { CommandContext } from './context.ts';
import { FOLLOW_PARAMS } from './follow-params.ts';
import { formatLine, type LineValues } from './grammar.ts';
import { formatPlace, isChannel, isOperator } from './place.ts';

/** A channel whose subscriptions are looked at, as presenters take it: see `present/follow-frame.ts`. */
export interface Frame {
  readonly where: Pick<Place, 'platform' | 'tenant'> & { readonly here: boolean };
  readonly channel: string;
  /** Whether the place can follow anything: a direct message and the terminal cannot. */
  readonly isChannel: boolean;
  readonly knowledge: Knowledge;
  readonly now: Date;
  readonly maySubscribe: boolean;
  line(verb: string, subject?: string, values?: LineValues): string;
}

/** What is seen of a channel from where a line was typed, and the lines that stay with that channel. */
export async function frameOf(context: CommandContext): Promise<Frame> {
  const { place, invocation, services, knowledge, now } = context;
  const { platform, tenant, channel } = place;
  const here = place === invocation.where;
  const elsewhere = here ? undefined : formatPlace(place);
  return {
    where: { platform, tenant, here },
    channel,
    isChannel: isChannel(place),
    knowledge: knowledge.within(services.ceilings.of(place)),
    now,
    maySubscribe: isChannel(place) && (await hasRight('subscribe', invocation, services)),
    line: (verb, subject, values = {}) =>
      formatLine(verb, { subject, ...values, in: elsewhere }, { subject: FOLLOW_PARAMS.subject }),
  };
}

/** Whoever acts, as the channel is told of them: an account of this machine is nobody there. */
export function actorOf({ invocation }: Pick<CommandContext, 'invocation'>) {
  const { id, name } = invocation.who;
  return { id, name: isOperator(invocation.where) ? 'whoever runs Tocsin' : name };
}
