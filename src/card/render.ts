import type { Card } from './card.ts';
import type { ChartSpec } from './chart.ts';

/** What a renderer needs beside the card. */
export interface RenderOptions {
  /** 1-based; a page past the last shows the last. */
  readonly page: number;
  /** The line that made the card, without `page:`; Next and Previous repeat it with one. */
  readonly commandLine: string;
  /** Whether the reader alone sees it, and so may be offered a Share button. */
  readonly shareable: boolean;
  /** Public address of a chart's picture; absent where pictures are attached or left out. */
  readonly chartUrl?: ((chart: ChartSpec) => string | undefined) | undefined;
}

/** One message's worth of a card. */
export interface Rendered<Payload> {
  readonly payload: Payload;
  /** All of this page in plain words: what notifications show and screen readers read. */
  readonly fallback: string;
  readonly page: number;
  readonly pages: number;
  /** Charts whose pictures the sender must attach under the given file name. */
  readonly attachments: readonly { readonly name: string; readonly chart: ChartSpec }[];
  /**
   * Command lines too long for a button of the platform. The button carries `key`; the sender stores
   * the pair before it sends. Empty for nearly every card.
   */
  readonly storedActions: readonly { readonly key: string; readonly commandLine: string }[];
}

export type Renderer<Payload> = (card: Card, options: RenderOptions) => Rendered<Payload>;
