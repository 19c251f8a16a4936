import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './env.ts';

const Manifest = z.object({ version: z.string() });

/** Tocsin's version, as its package states it. */
export const VERSION = Manifest.parse(
  JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')),
).version;
