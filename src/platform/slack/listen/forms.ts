import { plainBlocks } from '../../../card/fallback.ts';
import { shorten } from '../../../card/split.ts';
import type { Invocation } from '../../../command/context.ts';
import { dayIn } from '../../../command/date-words.ts';
import type { Command } from '../../../command/define.ts';
import { CONTROL_WORDS } from '../../../interaction/wording.ts';
import { byPost } from '../answer/post.ts';
import { byResponseUrl } from '../answer/reply.ts';
import { tell } from '../answer/tell.ts';
import { type FormPlace, openPlace } from '../form/place.ts';
import { blockAtFault, chosenValues, chosenVerb, lineOf } from '../form/read.ts';
import { readLong, suggestions } from '../form/suggestions.ts';
import { FIELD_PREFIX, FORM_ID, noticeView, readBlock, VERB_ACTION } from '../form/view.ts';
import { slackTenant } from '../install/installed.ts';
import type { Kit } from '../kit.ts';
import type { Arrival } from '../receive/arrival.ts';
import type { SlackApp } from './types.ts';

/** Characters of an error under a field. own: Slack names no limit, and longer ones are not read. */
const LONGEST_ERROR = 150;
/** Names offered at a time; Slack takes 100 and shows ten. */
const OFFERED = 25;

/** Fills a form in: another verb, names as they are typed, and what was sent off. */
export function hearForms(app: SlackApp, kit: Kit): void {
  const { house, pace, calls } = kit;

  app.action(VERB_ACTION, async ({ action, body, ack, context: { arrival } }) => {
    await ack();
    if (action.type !== 'static_select' || body.type !== 'block_actions') return;
    const { view } = body;
    if (arrival.isReplay || view?.hash === undefined) return;
    const open = { id: view.id, hash: view.hash, metadata: view.private_metadata };
    await kit.forms.change(arrival, action.selected_option.value, open);
  });

  app.options(new RegExp(`^${FIELD_PREFIX}`), async ({ options, ack, context: { arrival } }) => {
    if (options.type !== 'block_suggestion') return await ack();
    const { installed, user } = arrival;
    const { channel } = openPlace(
      options.view?.private_metadata,
      { installed, user },
      house.sealer,
    );
    const where = { platform: 'slack', tenant: installed.team, channel } as const;
    const { verb, key: param } = readBlock(options.block_id);
    const items = house.completeParam({ verb, param, where }, options.value, OFFERED);
    await ack({
      options: await suggestions(items, slackTenant(installed.team), house.buttonLines),
    });
  });

  async function invocationFor(arrival: Arrival, place: FormPlace, line: string) {
    const { installed, user } = arrival;
    const asking = { installed, user, channel: place.channel, commandLine: line };
    return await kit.invocations.make(asking, pace.person);
  }

  /** What is wrong with a field, in the words of the card that would have said so. */
  async function fault(
    command: Command,
    invocation: Invocation,
  ): Promise<Record<string, string> | undefined> {
    const today = dayIn(invocation.timeZone, house.clock.now());
    const block = blockAtFault(command, invocation.commandLine, today);
    if (block === undefined) return undefined;
    const { card } = await house.ask(invocation);
    const [words = card.title] = plainBlocks(card.blocks).split('\n');
    return { [block]: shorten(words || card.title, LONGEST_ERROR) };
  }

  app.view(FORM_ID, async ({ view, ack, context: { arrival } }) => {
    const { installed, user } = arrival;
    const command = house.commands.find(({ verb }) => verb === chosenVerb(view.state.values));
    if (command === undefined) return await ack();
    const place = openPlace(view.private_metadata, { installed, user }, house.sealer);
    const chosen = chosenValues(view.state.values, command.verb);
    const values = await readLong(chosen, slackTenant(installed.team), house.buttonLines);
    const invocation = await invocationFor(arrival, place, lineOf(command, values));
    const errors = arrival.isReplay ? undefined : await fault(command, invocation);
    if (errors !== undefined) return await ack({ response_action: 'errors', errors });
    const isOurs = await arrival.keep();
    const toMessages = place.responseUrl === undefined;
    const notice = noticeView(CONTROL_WORDS.answeredInMessages);
    await ack(toMessages ? { response_action: 'update', view: notice } : undefined).catch(() => {});
    if (!isOurs) return;
    const { responseUrl, thread } = place;
    const say =
      responseUrl === undefined
        ? byPost(calls, installed, pace, user.id)
        : byResponseUrl(responseUrl, pace, { thread });
    await tell(kit, arrival, { invocation, shareable: !toMessages, say });
  });
}
