import type { Card } from '../../card/card.ts';
import type { ChartSpec } from '../../card/chart.ts';
import type { Renderer, RenderOptions } from '../../card/render.ts';
import type { Answer } from '../../command/answer.ts';
import type { Invocation } from '../../command/context.ts';
import type { Clock } from '../../shared/clock.ts';

/** What replaces `line.slice(from, to)`. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly items: readonly {
    readonly insert: string;
    readonly label: string;
    readonly detail: string;
  }[];
}

/** The payload another platform would get for a card, as JSON. */
export type Preview = (card: Card, options: RenderOptions) => unknown;

/** What the console is given; it reads no configuration and knows no other platform. */
export interface ConsoleOptions {
  dispatch(invocation: Invocation): Promise<Answer>;
  complete(line: string, cursor: number): Completion;
  readonly renderHtml: Renderer<string>;
  readonly previews: { readonly slack: Preview; readonly discord: Preview };
  /** Makes a chart fetchable at `/charts/<key>.png`. */
  readonly charts: { put(chart: ChartSpec): string };
  readonly clock: Clock;
  /** Without one the console serves this machine only. */
  readonly password?: string | undefined;
  readonly version: string;
  /** What people type before a line, without its slash. `tocsin` unless the deployment changed it. */
  readonly command?: string | undefined;
}
