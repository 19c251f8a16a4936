import type { PackFile } from './client.ts';
import { type PackDocument, type Places, parsePackFile } from './document.ts';
import { problemsOf } from './issues.ts';
import type { Problem } from './problem.ts';
import { type ContentOf, FILE_SCHEMAS, type FileKind, fileKindAt } from './schema.ts';

/** A file that has the shape its place asks for. */
export type ShapedFile = {
  [K in FileKind]: {
    readonly kind: K;
    readonly path: string;
    readonly content: ContentOf<K>;
    readonly places: Places;
  };
}[FileKind];

/** A file that has not; what could be read of it still counts as known when names are looked up. */
export interface MisshapenFile {
  readonly kind: FileKind | undefined;
  readonly path: string;
  /** Undefined when the YAML could not be read. */
  readonly value: unknown;
  readonly places: Places;
  readonly problems: readonly Problem[];
}

/** Parses a file and holds it against the schema of its place. */
export function shapeFile(file: PackFile): ShapedFile | MisshapenFile {
  const kind = fileKindAt(file.path);
  const document = parsePackFile(file);
  const misshapen = (problems: readonly Problem[]): MisshapenFile => ({
    kind,
    path: file.path,
    value: document.value,
    places: document.places,
    problems,
  });
  if (kind === undefined) return misshapen([strayFile(document.places)]);
  if (document.problems.length > 0) return misshapen(document.problems);
  const result = shape(kind, file.path, document);
  return 'content' in result ? result : misshapen(result);
}

function shape<K extends FileKind>(
  kind: K,
  path: string,
  { value, places }: PackDocument,
): ShapedFile | Problem[] {
  const parsed = FILE_SCHEMAS[kind].safeParse(value, { reportInput: true });
  if (!parsed.success) return problemsOf(parsed.error.issues, FILE_SCHEMAS[kind], places);
  return { kind, path, content: parsed.data, places } as ShapedFile;
}

function strayFile(places: Places): Problem {
  return places.at(
    [],
    'no file of this name belongs here',
    'Name it pack.yaml, sources.yaml or conflicts.yaml, or put it, ending in .yaml, into incidents/, actors/, programmes/, sources/ or conflicts/.',
  );
}
