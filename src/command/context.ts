import type { Card } from '../card/card.ts';
import type { Desk } from '../disclosure/desk.ts';
import type { Deliveries } from '../disclosure/receipts.ts';
import type { Subscriptions } from '../disclosure/subscriptions.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { EditorChannels } from '../leads/editor-channels.ts';
import type { Feeds } from '../leads/feeds.ts';
import type { LeadDesk } from '../leads/lead-desk.ts';
import type { Leads } from '../leads/leads.ts';
import type { FeedProbe } from '../leads/probe.ts';
import type { Clock } from '../shared/clock.ts';
import type { AuditLog, Ceilings, Grants, Place } from './access.ts';
import type { Command, Right } from './define.ts';

/** A command line with all that the platform vouches for about who typed it and where. */
export interface Invocation {
  /** As typed after `/tocsin`, or as a button carries it. */
  readonly commandLine: string;
  readonly who: { readonly id: string; readonly name: string };
  readonly where: Place;
  /** BCP 47. */
  readonly locale: string;
  /** IANA zone of the asker. */
  readonly timeZone: string;
  /** What the platform itself vouches for; what was granted by name comes on top, see `dispatch`. */
  readonly may: ReadonlySet<Right>;
}

/** What became of an announcement. */
export interface Announced {
  readonly state: 'shown' | 'waiting' | 'failed';
  /** Why it failed, in words that may be shown. */
  readonly reason?: string | undefined;
}

/** One line on the deployment's health, as `status` shows it. */
export interface HealthLine {
  readonly part: string;
  readonly state: 'ok' | 'warning' | 'failing' | 'off';
  readonly detail: string;
}

/** What the house offers to commands; wired once in `app.ts`. */
export interface CommandServices {
  readonly clock: Clock;
  /** The newest snapshot; commands get the right one in `CommandContext.knowledge`. */
  knowledge(): Knowledge;
  /** Id of the incident meant when none is named. */
  readonly defaultIncident: string;
  readonly version: string;
  health(): Promise<readonly HealthLine[]>;
  commands(): readonly Command[];
  readonly grants: Grants;
  readonly audit: AuditLog;
  readonly ceilings: Ceilings;
  readonly subscriptions: Subscriptions;
  readonly desk: Desk;
  readonly deliveries: Deliveries;
  readonly feeds: Feeds;
  readonly probe: FeedProbe;
  readonly leads: Leads;
  readonly leadDesk: LeadDesk;
  readonly editorChannels: EditorChannels;
  /**
   * Posts words of Tocsin's own to a channel, through the ledger: once, and after what is queued before.
   * @param key the same however often it is asked for
   * @returns what became of it within a moment; `waiting` when that is not known yet
   */
  announce(place: Place, key: string, card: Card): Promise<Announced>;
}

/** What a command may use. */
export interface CommandContext {
  /** The snapshot the answer is made from: of now, or as of the date asked for. */
  readonly knowledge: Knowledge;
  /** When the line was dispatched; presenters take the context itself as their view. */
  readonly now: Date;
  readonly invocation: Invocation;
  /** Where the line takes effect: where it was typed, or the place an operator named with `in:`. */
  readonly place: Place;
  /** Without the whole snapshot, which holds what this channel may not see. */
  readonly services: Omit<CommandServices, 'knowledge'>;
}
