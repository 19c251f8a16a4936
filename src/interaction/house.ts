import type { ChartSpec } from '../card/chart.ts';
import type { Place, Tenant } from '../command/access.ts';
import type { Answer } from '../command/answer.ts';
import type { CompletionItem } from '../command/complete.ts';
import type { Invocation } from '../command/context.ts';
import type { Command } from '../command/define.ts';
import type { FormAsked } from '../command/form.ts';
import type { Places } from '../disclosure/subscriptions.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Sealer } from '../shared/sealing.ts';
import type { ButtonLines, Inbox, Installations, Tenants } from './ports.ts';

/** Charts as pictures. */
export interface ChartPictures {
  /** A PNG; kept for a while, so that the same chart is drawn once. */
  png(chart: ChartSpec): Promise<Buffer>;
  /** Where a platform can fetch the picture; undefined when this server has no public address. */
  url(chart: ChartSpec): string | undefined;
}

/** Something a platform did that belongs in the audit log: `install`, `uninstall`. */
export interface PlatformAct {
  readonly act: string;
  readonly detail: string;
  readonly user: { readonly id: string; readonly name: string };
}

/** All that an adapter is given: it adds the two ends, and nothing between them is its business. */
export interface House {
  readonly clock: Clock;
  readonly log: Logger;
  readonly version: string;
  /** What people type, with its slash: `/tocsin`. */
  readonly command: string;
  /** Without a slash at its end; undefined when this server has no public address. */
  readonly publicUrl: string | undefined;
  /** Every verb, in the order of help. */
  readonly commands: readonly Command[];
  /** Answers a command line; never rejects. Authorises, applies the channel's TLP ceiling, audits. */
  ask(invocation: Invocation): Promise<Answer>;
  /** Whether a line asks for a form, for which verb, and with what in it; an empty line does. */
  formAsked(commandLine: string): FormAsked | undefined;
  /** What is said once, on arrival: three things to try. */
  welcome(where: Pick<Tenant, 'platform'>): Answer;
  /** What this tenant follows, how Tocsin does, and how to ask; for Slack's Home. */
  home(invocation: Invocation): Promise<Answer>;
  /** The line that looks up every group and incident named in a message, however long that is. */
  namesLine(message: string, where: Place): string;
  /** Values for one parameter of a verb, within what the channel may see; at most `limit`. */
  completeParam(
    at: { readonly verb: string; readonly param: string; readonly where: Place },
    partial: string,
    limit: number,
  ): readonly CompletionItem[];
  /** Logs a fault of ours or of the far side, and makes the answer that quotes its reference. */
  failed(error: unknown, invocation: Invocation): Answer;
  audit(act: PlatformAct, tenant: Tenant): Promise<void>;
  readonly charts: ChartPictures;
  readonly inbox: Inbox;
  readonly buttonLines: ButtonLines;
  readonly tenants: Tenants;
  /** Told of channels and tenants that come, go and change. */
  readonly places: Places;
  readonly installations: Installations;
  readonly sealer: Sealer;
}
