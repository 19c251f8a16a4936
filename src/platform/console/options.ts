import type { Card } from '../../card/card.ts';
import type { ChartSpec } from '../../card/chart.ts';
import type { Rendered, Renderer } from '../../card/render.ts';
import type { Place } from '../../command/access.ts';
import type { Answer } from '../../command/answer.ts';
import type { Completion, CompletionItem } from '../../command/complete.ts';
import type { Invocation } from '../../command/context.ts';
import type { Command } from '../../command/define.ts';
import type { FormAsked } from '../../command/form.ts';
import type { HtmlOptions } from '../../render/html/render.ts';
import type { Clock } from '../../shared/clock.ts';

/** What the console is given; it reads no configuration and knows no other platform. */
export interface ConsoleOptions {
  dispatch(invocation: Invocation): Promise<Answer>;
  /** What a line may go on with, within what the channel may see. */
  complete(line: string, cursor: number, where: Place): Completion;
  /** Every verb, in the order of help. */
  readonly commands: readonly Command[];
  /** Values for one parameter of a verb, within what the channel may see; at most `limit`. */
  completeParam(
    at: { readonly verb: string; readonly param: string; readonly where: Place },
    partial: string,
    limit: number,
  ): readonly CompletionItem[];
  /** Whether a line asks for a form, and for which verb; an empty line does. */
  formAsked(commandLine: string): FormAsked | undefined;
  renderHtml(card: Card, options: HtmlOptions): Rendered<string>;
  /** What other platforms would get for a card; shown as JSON, never sent. */
  readonly previews: { readonly slack: Renderer<unknown>; readonly discord: Renderer<unknown> };
  /** Makes a chart fetchable at `/charts/<key>.png`. */
  readonly charts: { put(chart: ChartSpec): string };
  readonly clock: Clock;
  /** Without one the console serves this machine only. */
  readonly password?: string | undefined;
  /** Where people open the console, without a slash at its end; for links to its messages. */
  readonly address?: (() => string | undefined) | undefined;
  readonly version: string;
  /** What people type before a line, without its slash. `tocsin` unless the deployment changed it. */
  readonly command?: string | undefined;
}
