import { type Manifest, readManifest } from './manifest.ts';

/** What the app is registered with. Without a manifest, everything the double knows. */
export class Registration {
  readonly #manifest: Manifest | undefined;

  /** Throws Error for a manifest Slack would refuse. */
  constructor(manifest: unknown) {
    this.#manifest = manifest === undefined ? undefined : readManifest(manifest);
  }

  get scopes(): readonly string[] | undefined {
    return this.#manifest?.oauth_config.scopes.bot;
  }

  get redirectUrls(): readonly string[] {
    return this.#manifest?.oauth_config.redirect_urls ?? [];
  }

  get isRotating(): boolean {
    return this.#manifest?.settings.token_rotation_enabled ?? false;
  }

  get hasSockets(): boolean {
    return this.#manifest === undefined || this.#manifest.settings.socket_mode_enabled === true;
  }

  /** Whether Slack tells the app of an event; nothing else of it arrives. */
  hears(event: string): boolean {
    const { settings } = this.#manifest ?? {};
    return (
      settings?.event_subscriptions?.bot_events.includes(event) ?? this.#manifest === undefined
    );
  }

  /** Throws Error unless the app has this slash command. */
  checkCommand(command: string): void {
    const commands = this.#manifest?.features.slash_commands ?? [];
    if (this.#manifest && !commands.some((one) => one.command === command))
      throw new Error(`the manifest has no command ${command}`);
  }

  /** Throws Error unless the app has this shortcut. */
  checkShortcut(type: 'message' | 'global', callbackId: string): void {
    const shortcuts = this.#manifest?.features.shortcuts ?? [];
    const isKnown = shortcuts.some((one) => one.type === type && one.callback_id === callbackId);
    if (this.#manifest && !isKnown)
      throw new Error(`the manifest has no ${type} shortcut ${callbackId}`);
  }

  /** Throws Error unless presses and forms reach the app. */
  checkInteractivity(): void {
    if (this.#manifest && !this.#manifest.settings.interactivity?.is_enabled)
      throw new Error('the manifest does not switch interactivity on');
  }

  /** Throws Error unless the app is told of this event. */
  checkEvent(event: string): void {
    if (!this.hears(event)) throw new Error(`the manifest does not subscribe to ${event}`);
  }
}
