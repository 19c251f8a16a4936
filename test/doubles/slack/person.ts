import { ackCommand, ackSubmission, ackSuggestion } from './acks.ts';
import type { Interaction } from './interaction.ts';
import { type Json, textOf } from './json.ts';
import {
  closedBody,
  commandBody,
  eventBody,
  globalShortcutBody,
  messageActionBody,
  messageShortcutBody,
  type Scene,
  submissionBody,
  suggestionBody,
  viewActionBody,
} from './payloads.ts';
import type { PostOffice, Via } from './post-office.ts';
import type { Message, View } from './screen.ts';
import { Sender } from './sender.ts';
import { checkFilledIn, type FormValues, isView, Sight, type Source } from './sight.ts';
import { isMember } from './team.ts';
import { escapeTyped, linkTyped } from './typed.ts';
import { type Choice, chosenValue, findControl, stateOfBlocks } from './values.ts';
import { viewJson } from './views.ts';
import type { World } from './world.ts';

/** How something is sent, when not as set for all. */
interface Way {
  readonly via?: Via;
}
interface ThreadedWay extends Way {
  readonly threadTs?: string;
}

/** Characters from which on Slack asks for options, unless an element says otherwise. T */
const LEAST_QUERY = 3;

/** Somebody at a Slack client, in a channel. Each act throws Error when a person could not do it. */
export class Person {
  readonly scene: Scene;
  readonly #world: World;
  readonly #office: PostOffice;
  readonly #sender: Sender;
  readonly #sight: Sight;

  constructor(world: World, office: PostOffice, scene: Scene) {
    this.#world = world;
    this.#office = office;
    this.scene = scene;
    this.#sender = new Sender(world, office, scene);
    this.#sight = new Sight(world, scene);
  }

  /** Types a slash command; the app gets its text with three signs escaped. */
  command(command: string, text = '', { via }: Way = {}): Interaction {
    this.#world.registration.checkCommand(command);
    this.#sender.needs('commands');
    const means = this.#sender.means();
    const fields = { command, text: escapeTyped(text), ...means };
    const body = commandBody(this.#world, this.scene, fields);
    return this.#sender.send({
      type: 'slash_commands',
      label: command,
      body,
      means,
      via,
      onAck: (ack) => ackCommand(this.#world, command, means.place, ack),
    });
  }

  /** Posts a message without telling the app: something to use a message shortcut on. */
  say(text: string, { threadTs }: { threadTs?: string } = {}): Message {
    const { team, user, channel } = this.scene;
    if (!isMember(channel, user.id)) throw new Error(`${user.name} is not in #${channel.name}`);
    if (channel.isArchived) throw new Error(`#${channel.name} is archived`);
    const message: Message = {
      team: team.id,
      channel: channel.id,
      ts: this.#world.ids.ts(),
      user: user.id,
      text: linkTyped(text),
      blocks: [],
      isDeleted: false,
      ...(threadTs === undefined ? {} : { threadTs }),
    };
    this.#world.screen.add(message);
    return message;
  }

  /** Mentions the app; the mention is put in front unless the text has it. */
  mention(text: string, way: ThreadedWay = {}): Interaction {
    this.#sender.needs('app_mentions:read');
    const { channel, team } = this.scene;
    if (!channel.botIsMember) throw new Error(`the bot is not in #${channel.name}`);
    const mention = `<@${team.botUserId}>`;
    const full = text.includes(mention) ? text : `${mention} ${text}`;
    return this.#tell('app_mention', full, {}, way);
  }

  /** Writes to the app in a direct message. */
  directMessage(text: string, way: ThreadedWay = {}): Interaction {
    this.#sender.needs('im:history');
    const channel = this.scene.team.directMessage(this.scene.user.id);
    const there = new Person(this.#world, this.#office, { ...this.scene, channel });
    return there.#tell('message', text, { channel_type: 'im' }, way);
  }

  /** Presses a button, named by action id or label. */
  press(source: Source, named: string, way: Way = {}): Interaction {
    const { element, blockId } = findControl(this.#sight.blocks(source), named);
    if (element.type !== 'button') throw new Error(`${named} is a ${element.type}, not a button`);
    const { style: _style, confirm: _confirm, url: _url, ...button } = element;
    return this.#act(source, { ...button, block_id: blockId }, way);
  }

  /** Chooses in a menu or picker; one in an input tells the app only when it dispatches. */
  choose(source: Source, named: string, choice: Choice, way: Way = {}): Interaction {
    const { element, block, blockId } = findControl(this.#sight.blocks(source), named);
    if (block.type === 'input' && block.dispatch_action !== true)
      throw new Error(`${named} does not tell the app before the form is sent`);
    const actionId = textOf(element.action_id);
    const value = chosenValue(element, choice, this.#sight.offered(source, actionId));
    if (isView(source)) this.#sight.set(this.#sight.view(source), actionId, [block], choice);
    return this.#act(source, { action_id: actionId, block_id: blockId, ...value }, way);
  }

  /** Types into an external select; gives the options the app offers. */
  async suggest(
    source: Source,
    named: string,
    value: string,
    { via }: Way = {},
  ): Promise<readonly Json[]> {
    const { element, blockId } = findControl(this.#sight.blocks(source), named);
    if (!/external_select$/.test(textOf(element.type)))
      throw new Error(`${named} is a ${element.type}`);
    const least = element.min_query_length ?? LEAST_QUERY;
    if (typeof least === 'number' && value.length < least)
      throw new Error(`Slack asks the app from ${least} characters on`);
    const seen = isView(source) ? this.#sight.view(source) : this.#sight.message(source);
    const actionId = textOf(element.action_id);
    const label = 'block_suggestion';
    const asked = this.#sender.send({
      type: 'interactive',
      label,
      body: suggestionBody(this.#world, this.scene, seen, { blockId, actionId, value }),
      via,
      onAck: (ack) => ackSuggestion(this.#world, label, ack),
    });
    await asked.acked;
    const options = asked.options ?? [];
    this.#sight.offer(source, actionId, options);
    return options;
  }

  /** Sends a form off, filled in with these values beside those it has. */
  submit(source: View, values: FormValues = {}, { via }: Way = {}): Interaction {
    const view = this.#sight.view(source);
    if (view.content.submit === undefined) throw new Error('the form has no button to send it');
    this.#sight.fill(view, values);
    checkFilledIn(view);
    const means = this.#sender.pull(view);
    const label = 'view_submission';
    return this.#sender.send({
      type: 'interactive',
      label,
      body: submissionBody(this.#world, this.scene, view, means.triggerId),
      means,
      via,
      onAck: (ack) => ackSubmission(this.#world, label, view, means.id, ack),
    });
  }

  /** Closes a form; the app hears of it when the form asked for that. */
  close(source: View, { via }: Way = {}): Interaction | undefined {
    const view = this.#sight.view(source);
    view.isClosed = true;
    if (view.content.notify_on_close !== true) return undefined;
    const body = closedBody(this.#world, this.scene, view);
    return this.#sender.send({ type: 'interactive', label: 'view_closed', body, via });
  }

  messageShortcut(callbackId: string, on: Message, { via }: Way = {}): Interaction {
    this.#world.registration.checkShortcut('message', callbackId);
    this.#sender.needs('commands');
    const message = this.#sight.message(on);
    if (message.ephemeralTo !== undefined) throw new Error('ephemeral messages have no shortcuts');
    const means = this.#sender.means();
    const fields = { callbackId, ...means };
    const body = messageShortcutBody(this.#world, this.scene, message, fields);
    return this.#sender.send({ type: 'interactive', label: 'message_action', body, means, via });
  }

  globalShortcut(callbackId: string, { via }: Way = {}): Interaction {
    this.#world.registration.checkShortcut('global', callbackId);
    this.#sender.needs('commands');
    const means = this.#sender.pull();
    const body = globalShortcutBody(this.#world, this.scene, { callbackId, ...means });
    return this.#sender.send({ type: 'interactive', label: 'shortcut', body, means, via });
  }

  /** Opens the app's Home tab. */
  openHome({ via }: Way = {}): Interaction {
    const { team, user } = this.scene;
    const { home } = this;
    const event = {
      type: 'app_home_opened',
      user: user.id,
      channel: team.directMessage(user.id).id,
      tab: 'home',
      ...(home ? { view: viewJson(this.#world, home) } : {}),
    };
    return this.#event(event, undefined, via);
  }

  /** App Home as this person sees it now. */
  get home(): View | undefined {
    return this.#world.screen.home(this.scene.team.id, this.scene.user.id);
  }

  #tell(type: string, text: string, more: Json, { threadTs, via }: ThreadedWay): Interaction {
    const { ts, channel, user, team, ...said } = this.say(
      text,
      threadTs === undefined ? {} : { threadTs },
    );
    const event = {
      type,
      user,
      text: said.text,
      ts,
      channel,
      team,
      client_msg_id: crypto.randomUUID(),
      blocks: [],
      event_ts: ts,
      ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      ...more,
    };
    return this.#event(event, threadTs ?? ts, via);
  }

  #event(event: Json, thread: string | undefined, via: Via | undefined): Interaction {
    const kind = event.channel_type === 'im' ? 'message.im' : textOf(event.type);
    this.#world.registration.checkEvent(kind);
    const body = eventBody(this.#world, this.scene.team, event);
    return this.#sender.send({
      type: 'events_api',
      label: textOf(event.type),
      body,
      thread,
      via,
    });
  }

  #act(source: Source, chosen: Json, { via }: Way): Interaction {
    const action = { ...chosen, action_ts: this.#world.ids.ts() };
    const common = { type: 'interactive', label: 'block_actions', via } as const;
    if (isView(source)) {
      const view = this.#sight.view(source);
      const means = this.#sender.pull(view);
      const fields = { action, ...means };
      const body = viewActionBody(this.#world, this.scene, view, fields);
      return this.#sender.send({ ...common, body, means });
    }
    const message = this.#sight.message(source);
    const means = this.#sender.means(message);
    const fields = { action, values: stateOfBlocks(message.blocks), ...means };
    const body = messageActionBody(this.#world, this.scene, message, fields);
    return this.#sender.send({ ...common, body, means });
  }
}
