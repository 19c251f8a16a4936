import type { TextStyle } from './measure.ts';

/**
 * Logical width of every picture. Chat apps show pictures 360 to 550 px wide, so a small canvas with
 * large type stays readable there; the PNG has twice as many pixels.
 */
export const WIDTH = 640;
export const MARGIN = 32;
export const CONTENT_WIDTH = WIDTH - 2 * MARGIN;

// No quotes: ECharts writes the family into an attribute as it stands.
export const FONT_FAMILY = 'Inter, Helvetica, Arial, sans-serif';

/** Dark ink on opaque paper: the picture brings its own background to light and dark windows alike. */
export const COLOURS = {
  paper: '#fbfbf9',
  edge: '#d5d9de',
  ink: '#18212b',
  muted: '#55606d',
  rule: '#c9cfd6',
  grid: '#dfe3e8',
  track: '#eceff2',
  bar: '#1d5a94',
  band: '#e0a449',
} as const;

export interface Role extends TextStyle {
  readonly leading: number;
  readonly colour: string;
}

/** The kinds of text in a picture. `leading` is the distance between lines. */
export const ROLES = {
  title: { size: 24, weight: 600, leading: 31, colour: COLOURS.ink },
  label: { size: 18, weight: 600, leading: 24, colour: COLOURS.ink },
  note: { size: 16, weight: 400, leading: 22, colour: COLOURS.muted },
  figure: { size: 22, weight: 600, leading: 28, colour: COLOURS.ink },
  entry: { size: 16, weight: 400, leading: 22, colour: COLOURS.ink },
  when: { size: 15, weight: 600, leading: 21, colour: COLOURS.muted },
  axis: { size: 14, weight: 400, leading: 20, colour: COLOURS.muted },
  caption: { size: 15, weight: 400, leading: 21, colour: COLOURS.muted },
  number: { size: 13, weight: 600, leading: 18, colour: COLOURS.ink },
} as const satisfies Record<string, Role>;
