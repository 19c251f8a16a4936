import type { MovableClock } from './clock.ts';
import type { CommandStore } from './commands.ts';
import type { GatewayEvent } from './gateway-session.ts';
import type { Interaction } from './interaction.ts';
import type { OldEdits } from './old-edits.ts';
import type { Recorder } from './record.ts';
import type { Signal } from './signal.ts';
import type { World } from './world.ts';

/** What the parts of the double share. */
export interface Context {
  readonly clock: MovableClock;
  readonly signal: Signal;
  readonly record: Recorder;
  readonly world: World;
  readonly commands: CommandStore;
  readonly interactions: Map<string, Interaction>;
  readonly oldEdits: OldEdits;
  /** The bot's token; a test may revoke it. */
  token: string;
  /** Where the server listens, `http://127.0.0.1:PORT`. */
  base: string;
  /** Sends an event to every session that it belongs to, and says to how many. */
  dispatch: (event: GatewayEvent) => number;
}
