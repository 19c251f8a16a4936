import { ackCommand, ackSilently, ackSubmission, ackSuggestion } from './acks.ts';
import { type AckEffect, Interaction } from './interaction.ts';
import { isJson, type Json, jsonList, textOf } from './json.ts';
import type { Parcel } from './parcel.ts';
import type { PostOffice, Via } from './post-office.ts';
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
import type { Message, View } from './screen.ts';
import { isMember } from './team.ts';
import {
  type Choice,
  findControl,
  isEmptyValue,
  stateOf,
  stateOfBlocks,
  chosenValue,
} from './values.ts';
import { viewJson } from './views.ts';
import type { World } from './world.ts';

interface Sending {
  readonly type: Parcel['type'];
  readonly label: string;
  readonly takesReply?: boolean;
  readonly thread?: string | undefined;
  readonly triggerId?: string;
  readonly responseUrl?: string;
  readonly via?: Via | undefined;
  readonly id?: string;
  readonly body: Json;
  readonly onAck?: (body: Json | undefined) => AckEffect;
}

function isView(source: Message | View): source is View {
  return 'content' in source;
}

/** Somebody at a Slack client, in a channel. Each act throws Error when a person could not do it. */
export class Person {
  readonly scene: Scene;
  readonly #world: World;
  readonly #office: PostOffice;

  constructor(world: World, office: PostOffice, scene: Scene) {
    this.#world = world;
    this.#office = office;
    this.scene = scene;
  }

  /** Types a slash command. */
  command(command: string, text = '', { via }: { via?: Via } = {}): Interaction {
    this.#needs('commands');
    const id = this.#world.ids.next('Ia');
    const { place, triggerId, responseUrl } = this.#means(id);
    const fields = { command, text, responseUrl, triggerId };
    return this.#send({
      id,
      type: 'slash_commands',
      label: command,
      body: commandBody(this.#world, this.scene, fields),
      triggerId,
      responseUrl,
      via,
      onAck: (body) => ackCommand(this.#world, command, place, body),
    });
  }

  /** Posts a message without telling the app: something for a message shortcut to be used on. */
  say(text: string, { threadTs }: { threadTs?: string } = {}): Message {
    const { team, user, channel } = this.scene;
    if (!isMember(channel, user.id)) throw new Error(`${user.name} is not in #${channel.name}`);
    if (channel.isArchived) throw new Error(`#${channel.name} is archived`);
    const message: Message = {
      team: team.id,
      channel: channel.id,
      ts: this.#world.ids.ts(),
      user: user.id,
      text,
      blocks: [],
      isDeleted: false,
      ...(threadTs === undefined ? {} : { threadTs }),
    };
    this.#world.screen.messages.push(message);
    return message;
  }

  /** Mentions the app; the mention is put in front unless the text has it. */
  mention(text: string, { threadTs, via }: { threadTs?: string; via?: Via } = {}): Interaction {
    this.#needs('app_mentions:read');
    const { channel, team } = this.scene;
    if (!channel.botIsMember) throw new Error(`the bot is not in #${channel.name}`);
    const mention = `<@${team.botUserId}>`;
    const full = text.includes(mention) ? text : `${mention} ${text}`;
    return this.#tell('app_mention', full, {}, threadTs, via);
  }

  /** Writes to the app in a direct message. */
  directMessage(
    text: string,
    { threadTs, via }: { threadTs?: string; via?: Via } = {},
  ): Interaction {
    this.#needs('im:history');
    const channel = this.scene.team.directMessage(this.scene.user.id);
    const person = new Person(this.#world, this.#office, { ...this.scene, channel });
    return person.#tell('message', text, { channel_type: 'im' }, threadTs, via);
  }

  /** Presses a button, named by action id or label. */
  press(source: Message | View, named: string, { via }: { via?: Via } = {}): Interaction {
    const { element, blockId } = findControl(this.#blocksOf(source), named);
    if (element.type !== 'button') throw new Error(`${named} is a ${element.type}, not a button`);
    const { style: _style, confirm: _confirm, url: _url, ...button } = element;
    return this.#act(source, { ...button, block_id: blockId }, via);
  }

  /** Chooses in a menu or picker of a message, form or App Home; inputs tell the app only when they dispatch. */
  choose(
    source: Message | View,
    actionId: string,
    choice: Choice,
    { via }: { via?: Via } = {},
  ): Interaction {
    const { element, block, blockId } = findControl(this.#blocksOf(source), actionId);
    if (block.type === 'input' && block.dispatch_action !== true)
      throw new Error(`${actionId} does not tell the app before the form is sent`);
    const value = chosenValue(element, choice, this.#offered(source, actionId));
    const id = textOf(element.action_id);
    if (isView(source)) {
      const view = this.#current(source);
      view.values[blockId] = { ...view.values[blockId], [id]: value };
    }
    return this.#act(source, { action_id: id, block_id: blockId, ...value }, via);
  }

  /** Types into an external select; gives the options the app offers. */
  async suggest(
    source: Message | View,
    actionId: string,
    value: string,
    { via }: { via?: Via } = {},
  ): Promise<readonly Json[]> {
    const { element, blockId } = findControl(this.#blocksOf(source), actionId);
    if (!/external_select$/.test(textOf(element.type)))
      throw new Error(`${actionId} is a ${element.type}`);
    const least = element.min_query_length ?? 3;
    if (typeof least === 'number' && value.length < least)
      throw new Error(`Slack asks the app from ${least} characters on`);
    const seen = isView(source) ? this.#current(source) : source;
    const asked = this.#send({
      type: 'interactive',
      label: 'block_suggestion',
      takesReply: true,
      body: suggestionBody(this.#world, this.scene, seen, { blockId, actionId, value }),
      via,
      onAck: (body) => ackSuggestion(this.#world, 'block_suggestion', body),
    });
    await asked.acked;
    const options = asked.options ?? [];
    this.#world.screen.offers.set(this.#offerKey(source, actionId), options);
    return options;
  }

  /** Sends a form off with these values by block, or by action id where that is unique. */
  submit(
    source: View,
    values: Readonly<Record<string, Choice | Readonly<Record<string, Choice>>>> = {},
    { via }: { via?: Via } = {},
  ): Interaction {
    const view = this.#current(source);
    if (view.content.submit === undefined) throw new Error('the form has no button to send it');
    for (const [key, given] of Object.entries(values)) this.#fill(view, key, given);
    const state = stateOf(view);
    for (const block of jsonList(view.content.blocks)) {
      if (block.type !== 'input' || block.optional === true || !isJson(block.element)) continue;
      const value = state[textOf(block.block_id)]?.[textOf(block.element.action_id)];
      if (isEmptyValue(value)) throw new Error(`${block.block_id} must be filled in`);
    }
    const id = this.#world.ids.next('Ia');
    const triggerId = this.#trigger(id, view);
    return this.#send({
      id,
      type: 'interactive',
      label: 'view_submission',
      body: submissionBody(this.#world, this.scene, view, triggerId),
      triggerId,
      via,
      onAck: (body) => ackSubmission(this.#world, 'view_submission', view, id, body),
    });
  }

  /** Closes a form; the app hears of it when the form asked for that. */
  close(source: View, { via }: { via?: Via } = {}): Interaction | undefined {
    const view = this.#current(source);
    view.isClosed = true;
    if (view.content.notify_on_close !== true) return undefined;
    const body = closedBody(this.#world, this.scene, view);
    return this.#send({ type: 'interactive', label: 'view_closed', body, via });
  }

  messageShortcut(callbackId: string, on: Message, { via }: { via?: Via } = {}): Interaction {
    this.#needs('commands');
    const message = this.#currentMessage(on);
    if (message.ephemeralTo !== undefined) throw new Error('ephemeral messages have no shortcuts');
    const id = this.#world.ids.next('Ia');
    const { triggerId, responseUrl } = this.#means(id);
    const fields = { callbackId, responseUrl, triggerId };
    const body = messageShortcutBody(this.#world, this.scene, message, fields);
    const label = 'message_action';
    return this.#send({ id, type: 'interactive', label, body, triggerId, responseUrl, via });
  }

  globalShortcut(callbackId: string, { via }: { via?: Via } = {}): Interaction {
    this.#needs('commands');
    const id = this.#world.ids.next('Ia');
    const triggerId = this.#trigger(id);
    const body = globalShortcutBody(this.#world, this.scene, { callbackId, triggerId });
    return this.#send({ id, type: 'interactive', label: 'shortcut', body, triggerId, via });
  }

  /** Opens the app's Home tab. */
  openHome({ via }: { via?: Via } = {}): Interaction {
    const { team, user } = this.scene;
    const home = this.#world.screen.home(team.id, user.id);
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

  #tell(type: string, text: string, more: Json, threadTs: string | undefined, via?: Via) {
    const { ts, channel, user, team } = this.say(text, threadTs === undefined ? {} : { threadTs });
    const event = {
      type,
      user,
      text,
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
    const body = eventBody(this.#world, this.scene.team, event);
    return this.#send({ type: 'events_api', label: textOf(event.type), body, thread, via });
  }

  #act(source: Message | View, action: Json, via: Via | undefined): Interaction {
    const id = this.#world.ids.next('Ia');
    const timed = { ...action, action_ts: this.#world.ids.ts() };
    const label = 'block_actions';
    if (isView(source)) {
      const view = this.#current(source);
      const triggerId = this.#trigger(id, view);
      const fields = { action: timed, triggerId };
      const body = viewActionBody(this.#world, this.scene, view, fields);
      return this.#send({ id, type: 'interactive', label, body, triggerId, via });
    }
    const message = this.#currentMessage(source);
    const { triggerId, responseUrl } = this.#means(id, message);
    const values = stateOfBlocks(message.blocks);
    const fields = { action: timed, values, triggerId, responseUrl };
    const body = messageActionBody(this.#world, this.scene, message, fields);
    return this.#send({ id, type: 'interactive', label, body, triggerId, responseUrl, via });
  }

  #send(sending: Sending): Interaction {
    const { team, user, channel } = this.scene;
    const { type, label, body, triggerId, responseUrl } = sending;
    if (team.installed.isUninstalled) throw new Error(`the app was removed from team ${team.id}`);
    const takesReply = sending.takesReply ?? type !== 'events_api';
    return new Interaction(this.#world, this.#office, {
      id: sending.id ?? this.#world.ids.next('Ia'),
      parcel: { id: crypto.randomUUID(), type, body, label, takesReply },
      via: sending.via,
      team: team.id,
      user: user.id,
      channel: channel.id,
      thread: sending.thread,
      ...(triggerId === undefined ? {} : { triggerId }),
      ...(responseUrl === undefined ? {} : { responseUrl }),
      onAck: sending.onAck ?? ((ack) => ackSilently(this.#world, label, ack)),
    });
  }

  #needs(scope: string): void {
    if (!this.scene.team.scopes.includes(scope)) throw new Error(`the app lacks ${scope}`);
  }

  #trigger(interaction: string, view?: View): string {
    const { team, user } = this.scene;
    const of = { team: team.id, user: user.id, interaction };
    return this.#world.tickets.trigger(view ? { ...of, viewId: view.id } : of);
  }

  /** What lets the app answer: a trigger, and a response URL to this channel. */
  #means(interaction: string, original?: Message) {
    const { team, user, channel } = this.scene;
    const place = { team: team.id, user: user.id, channel: channel.id };
    const common = original ? { ...place, original } : place;
    const { id } = this.#world.tickets.responseUrl({ ...common, interaction });
    return {
      place: { ...common, cause: interaction },
      triggerId: this.#trigger(interaction),
      responseUrl: `${this.#world.origin}/hook/${id}`,
    };
  }

  #blocksOf(source: Message | View): Json[] {
    if (isView(source)) return jsonList(this.#current(source).content.blocks);
    return this.#currentMessage(source).blocks;
  }

  /** A message as it is now; throws when this person does not see it. */
  #currentMessage(message: Message): Message {
    const { user, team, channel } = this.scene;
    const now = this.#world.screen.find(message.channel, message.ts);
    if (!now) throw new Error(`message ${message.ts} is not there any more`);
    if (now.channel !== channel.id || now.team !== team.id)
      throw new Error(`message ${now.ts} is in channel ${now.channel}, not ${channel.id}`);
    if ((now.ephemeralTo ?? user.id) !== user.id)
      throw new Error(`only ${now.ephemeralTo} sees message ${now.ts}`);
    if (!isMember(channel, user.id)) throw new Error(`${user.name} is not in #${channel.name}`);
    return now;
  }

  /** A view as it is now; throws when this person does not see it. */
  #current(view: View): View {
    const now = this.#world.screen.views.find((one) => one.id === view.id);
    if (!now || now.isClosed) throw new Error(`view ${view.id} is closed`);
    if (now.user !== this.scene.user.id) throw new Error(`view ${view.id} is ${now.user}'s`);
    return now;
  }

  #offerKey(source: Message | View, actionId: string): string {
    return `${isView(source) ? source.id : `${source.channel} ${source.ts}`} ${actionId}`;
  }

  #offered(source: Message | View, actionId: string): readonly Json[] {
    return this.#world.screen.offers.get(this.#offerKey(source, actionId)) ?? [];
  }

  #fill(view: View, key: string, given: Choice | Readonly<Record<string, Choice>>): void {
    const blocks = jsonList(view.content.blocks);
    if (given === null || typeof given !== 'object' || Array.isArray(given)) {
      const { blockId, element } = findControl(blocks, key);
      this.#put(view, blockId, element, given as Choice);
      return;
    }
    const block = blocks.filter((one) => one.block_id === key);
    for (const [actionId, choice] of Object.entries(given))
      this.#put(view, key, findControl(block, actionId).element, choice);
  }

  #put(view: View, blockId: string, element: Json, choice: Choice): void {
    const actionId = textOf(element.action_id);
    const value = chosenValue(element, choice, this.#offered(view, actionId));
    view.values[blockId] = { ...view.values[blockId], [actionId]: value };
  }
}
