import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The two weights charts are set in. */
export type Weight = 400 | 600;

/** Advance widths of one font file, in em. */
export interface FontMetrics {
  /** Undefined when the font has no glyph for the code point. */
  advance(codePoint: number): number | undefined;
}

const packageRequire = createRequire(import.meta.url);

/** Inter as TrueType files; the same files measure the text and draw it. */
export const FONT_FILES: Readonly<Record<Weight, string>> = {
  400: packageRequire.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
  600: packageRequire.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
};

const loaded = new Map<Weight, FontMetrics>();

/** Metrics of a weight, read from disk at first use. */
export function fontMetrics(weight: Weight): FontMetrics {
  const known = loaded.get(weight);
  if (known) return known;
  const metrics = parseMetrics(readFileSync(FONT_FILES[weight]));
  loaded.set(weight, metrics);
  return metrics;
}

// Only three tables are needed. Font libraries read all of them, and cost 20 to 130 ms and up to
// 33 MB for it; this takes 3 ms.
function parseMetrics(file: Buffer): FontMetrics {
  const unitsPerEm = file.readUInt16BE(tableOffset(file, 'head') + 18);
  const longMetrics = file.readUInt16BE(tableOffset(file, 'hhea') + 34);
  const hmtx = tableOffset(file, 'hmtx');
  const glyphs = glyphsByCodePoint(file, tableOffset(file, 'cmap'));
  return {
    advance(codePoint) {
      const glyph = glyphs.get(codePoint);
      if (glyph === undefined) return undefined;
      return file.readUInt16BE(hmtx + 4 * Math.min(glyph, longMetrics - 1)) / unitsPerEm;
    },
  };
}

function tableOffset(file: Buffer, tag: string): number {
  const count = file.readUInt16BE(4);
  for (let record = 12; record < 12 + count * 16; record += 16) {
    if (file.toString('latin1', record, record + 4) === tag) return file.readUInt32BE(record + 8);
  }
  throw new Error(`font file has no ${tag} table`);
}

/** Reads the character map in format 12, the one that covers all of Unicode. */
function glyphsByCodePoint(file: Buffer, cmap: number): Map<number, number> {
  const glyphs = new Map<number, number>();
  const subtable = subtables(file, cmap).find((offset) => file.readUInt16BE(offset) === 12);
  if (subtable === undefined) throw new Error('font file has no cmap of format 12');
  const groups = file.readUInt32BE(subtable + 12);
  for (let at = subtable + 16; at < subtable + 16 + groups * 12; at += 12) {
    const first = file.readUInt32BE(at);
    const last = file.readUInt32BE(at + 4);
    const firstGlyph = file.readUInt32BE(at + 8);
    for (let point = first; point <= last; point++) glyphs.set(point, firstGlyph + point - first);
  }
  return glyphs;
}

function subtables(file: Buffer, cmap: number): number[] {
  const count = file.readUInt16BE(cmap + 2);
  return Array.from({ length: count }, (_, i) => cmap + file.readUInt32BE(cmap + 4 + i * 8 + 4));
}
