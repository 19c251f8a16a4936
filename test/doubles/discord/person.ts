import { filledOptions, type Picked, pick, type Values } from './command-line.ts';
import type { Command } from './commands.ts';
import { type Form, type Interaction, KIND } from './interaction.ts';
import { type Component, flatComponents, type Message } from './message.ts';
import { messagePayload } from './message-payload.ts';
import { type FormValues, filledForm } from './modal-fill.ts';
import { missing, PERMISSION } from './permissions.ts';
import { resolvedOptions } from './resolved-options.ts';
import { memberPermissions, type Seat, type SendOptions, send } from './send.ts';
import type { User } from './world.ts';

/** Somebody at a Discord client, in one channel. Does only what the client would let them do. */
export class Person {
  readonly user: User;
  readonly #seat: Seat;

  constructor(seat: Seat) {
    this.#seat = seat;
    this.user = seat.user;
  }

  /** Types a command, `stats` or `tocsin stats`. Resolves when it was sent. */
  async command(
    words: string,
    values: Values = {},
    options: SendOptions = {},
  ): Promise<Interaction> {
    const picked = pick(this.#visible(1), words);
    this.#mayRun(picked.command);
    return send(this.#seat, KIND.command, this.#commandData(picked, values), options);
  }

  /** Types into an option that offers choices. Resolves when they are there, or were refused. */
  async autocomplete(
    words: string,
    option: string,
    typed: string | number,
    others: Values = {},
    options: SendOptions = {},
  ): Promise<Interaction> {
    const picked = pick(this.#visible(1), words);
    this.#mayRun(picked.command);
    const data = this.#commandData(picked, { ...others, [option]: typed }, option);
    return send(this.#seat, KIND.autocomplete, data, options);
  }

  /** Picks a command from the menu of a message. */
  async messageCommand(
    name: string,
    message: Message,
    options: SendOptions = {},
  ): Promise<Interaction> {
    const command = this.#visible(3).find(({ body }) => body.name === name);
    if (command === undefined) throw new Error(`The menu of a message has no "${name}"`);
    this.#mayRun(command);
    this.#sees(message);
    const { world, base } = this.#seat.context;
    const resolved = {
      messages: { [message.id]: messagePayload(message, world.applicationId, base) },
    };
    const data = { id: command.id, name, type: 3, target_id: message.id, resolved };
    return send(this.#seat, KIND.command, data, options);
  }

  /** Presses a button, by its label or its identifier. */
  async press(
    message: Message,
    labelOrId: string,
    options: SendOptions = {},
  ): Promise<Interaction> {
    this.#sees(message);
    const button = message.buttons.find(
      (one) => one.custom_id === labelOrId || one.label === labelOrId,
    );
    if (button?.custom_id === undefined || button.disabled === true) {
      const there = message.buttons.map((one) => one.label ?? one.custom_id).join(', ');
      throw new Error(`No button "${labelOrId}" can be pressed; there are: ${there || 'none'}`);
    }
    const data = { id: button.id, custom_id: button.custom_id, component_type: 2 };
    return send(this.#seat, KIND.component, data, { ...options, message });
  }

  /** Chooses in a select. */
  async select(
    message: Message,
    customId: string,
    values: readonly string[],
    options: SendOptions = {},
  ): Promise<Interaction> {
    this.#sees(message);
    const select = flatComponents(message.components).find(
      (one) => one.custom_id === customId && one.type !== 2,
    );
    if (select === undefined || select.disabled === true)
      throw new Error(`There is no select "${customId}" to choose in`);
    checkChosen(select, values);
    const data = { id: select.id, custom_id: customId, component_type: select.type, values };
    return send(this.#seat, KIND.component, data, { ...options, message });
  }

  /** Fills in a form and sends it. */
  async submitModal(
    form: Form | undefined,
    values: FormValues,
    options: SendOptions = {},
  ): Promise<Interaction> {
    if (form === undefined) throw new Error('No form was opened');
    if (form.opener.user.id !== this.user.id)
      throw new Error('The form was opened for somebody else');
    if (form.sent) throw new Error('The form was sent before: the client closed it');
    const data = { custom_id: form.customId, components: filledForm(form, values) };
    form.sent = true;
    const { source } = form.opener;
    return send(this.#seat, KIND.form, data, {
      ...options,
      ...(source === undefined ? {} : { message: source }),
    });
  }

  /** Commands of a type that the client offers here. */
  #visible(type: number): Command[] {
    const { context, guild, installedBy, where } = this.#seat;
    const own = guild === undefined ? [] : context.commands.in(guild.id);
    const inGuild = guild?.installed === true && installedBy !== 'user';
    const everywhere = context.commands.in().filter(({ body }) => {
      const contexts = body.contexts ?? [0, 1, 2];
      const installs = body.integration_types ?? [0];
      return contexts.includes(where) && installs.includes(installedBy === 'user' ? 1 : 0);
    });
    return [...(inGuild ? own : []), ...everywhere].filter(({ body }) => (body.type ?? 1) === type);
  }

  #mayRun(command: Command): void {
    const { guild, channel } = this.#seat;
    if (guild === undefined) return;
    const held = memberPermissions(this.#seat);
    if (missing(held, ['viewChannel', 'useApplicationCommands']).length > 0)
      throw new Error(`${this.user.username} may not use commands in #${channel.name}`);
    const wanted = BigInt(command.body.default_member_permissions ?? 0);
    const isAdmin = (held & PERMISSION.administrator) !== 0n;
    if (!isAdmin && command.body.default_member_permissions === '0')
      throw new Error(`/${command.body.name} is for administrators`);
    if (!isAdmin && (held & wanted) !== wanted)
      throw new Error(`Discord does not show /${command.body.name} to ${this.user.username}`);
  }

  #sees(message: Message): void {
    if (message.deleted) throw new Error('The message is gone');
    if (message.loading) throw new Error('The message is still being waited for');
    if (message.channelId !== this.#seat.channel.id)
      throw new Error('The message stands in another channel');
    if (message.ephemeral && message.interaction?.user.id !== this.user.id)
      throw new Error('Only who asked sees that message');
    if (
      this.#seat.guild !== undefined &&
      (memberPermissions(this.#seat) & PERMISSION.viewChannel) === 0n
    )
      throw new Error(`${this.user.username} does not see the channel`);
  }

  #commandData(
    picked: Picked,
    values: Values,
    focused?: string,
  ): Readonly<Record<string, unknown>> {
    const { context, guild } = this.#seat;
    const { command } = picked;
    const options = filledOptions(picked, values, focused);
    const resolved = resolvedOptions(context, guild, picked, values, this.user.id);
    return {
      id: command.id,
      name: command.body.name,
      type: 1,
      ...(command.guildId === undefined ? {} : { guild_id: command.guildId }),
      ...(options.length === 0 ? {} : { options }),
      ...(Object.keys(resolved).length === 0 ? {} : { resolved }),
    };
  }
}

function checkChosen(select: Component, values: readonly string[]): void {
  const { min_values: min = 1, max_values: max = 1, options } = select;
  if (values.length < min || values.length > max)
    throw new Error(`${select.custom_id} takes ${min} to ${max} values`);
  const foreign = values.filter((value) => options?.every((one) => one.value !== value));
  if (options !== undefined && foreign.length > 0)
    throw new Error(`${select.custom_id} does not offer ${foreign.join(', ')}`);
}
