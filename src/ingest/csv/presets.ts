import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TocsinError } from '../../shared/errors.ts';
import type { Input } from '../core/input.ts';
import { readText } from '../core/json.ts';
import { type LoadedMapping, readMapping } from './mapping.ts';

/** Tables whose mapping comes with Tocsin. */
export const PRESETS = ['cfr', 'eurepoc'] as const;
export type Preset = (typeof PRESETS)[number];

const MOST_BYTES = 256 * 1024;

function isPreset(name: string): name is Preset {
  return (PRESETS as readonly string[]).includes(name);
}

export async function preset(name: Preset): Promise<LoadedMapping> {
  const file = `${name}.yaml`;
  return readMapping(await readFile(join(import.meta.dirname, 'presets', file), 'utf8'), file);
}

/**
 * The mapping of a name: a preset's, or that of a file beside the table.
 * @throws TocsinError `csv.mapping` when there is none, or it is not right
 */
export async function mappingNamed(name: string | undefined, input: Input): Promise<LoadedMapping> {
  if (name !== undefined && isPreset(name)) return preset(name);
  if (name === undefined || name.trim() === '') {
    throw new TocsinError('nothing says what the columns of this table mean', {
      code: 'csv.mapping',
      fault: 'user',
      where: input.name,
      remedy:
        `Give the option "mapping": ${PRESETS.map((one) => `"${one}"`).join(', ')}, or a YAML file ` +
        'beside the table; docs/importing-tables.md shows how to write one.',
    });
  }
  const { bytes } = await input.open(name);
  return readMapping(await readText(bytes, name, MOST_BYTES), name);
}
