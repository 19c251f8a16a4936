import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DeskFile } from './desk-schema.ts';
import { FILE_SCHEMAS, type FileKind } from './schema.ts';

const TITLES: Readonly<Record<FileKind, string>> = {
  pack: 'Tocsin pack: manifest',
  incident: 'Tocsin pack: one incident with its claims',
  actor: 'Tocsin pack: one actor with its names and claims',
  programme: 'Tocsin pack: one programme with its claims',
  sources: 'Tocsin pack: sources',
  conflicts: 'Tocsin pack: points on which publications differ',
};

/**
 * The JSON Schema of each kind of pack file, and of the files of `tocsin publish`, by file name: what
 * editors complete and check by.
 */
export function packSchemas(): ReadonlyMap<string, string> {
  const kinds = Object.keys(FILE_SCHEMAS) as FileKind[];
  const files = kinds.map((kind) => [kind, TITLES[kind], FILE_SCHEMAS[kind]] as const);
  const all = [...files, ['disclosure', 'Tocsin: what tocsin publish sends', DeskFile] as const];
  return new Map(
    all.map(([name, title, schema]) => [`${name}.schema.json`, schemaText(title, schema)]),
  );
}

function schemaText(title: string, schema: z.ZodType): string {
  // Draft 7 is what YAML language servers support in full.
  const made = z.toJSONSchema(schema, { io: 'input', target: 'draft-7' });
  return `${JSON.stringify({ title, ...made }, null, 2)}\n`;
}

/** Writes the schemas into a directory, which is made when it is not there. */
export async function writeSchemas(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const [name, text] of packSchemas()) await writeFile(join(directory, name), text);
}
