import { type Document, isMap, isNode, isScalar, parseDocument, visit } from 'yaml';
import type { PackFile } from './client.ts';
import type { Problem } from './problem.ts';

/** A YAML file of a pack, parsed. */
export interface PackDocument {
  /** Plain data; undefined when the YAML could not be read. */
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where its parts stand. Worked out on demand: a sound pack never asks. */
  readonly places: Places;
}

/** Makes problems that point into one file. */
export interface Places {
  /** At the part that `path` leads to, or at the nearest part around it that is there. */
  at(path: readonly PropertyKey[], message: string, remedy: string): Problem;
  /** At a key of the map that `path` leads to. */
  atKey(path: readonly PropertyKey[], key: string, message: string, remedy: string): Problem;
}

/** Packs have no need of aliases; the few allowed cannot be multiplied into a bomb. */
const MAX_ALIASES = 20;

/** Text that only nests drives the parser into minutes of retrying; no record begins like this. */
const ENDLESS_NESTING = /(?:[-?:][ \t]+|[[{][ \t]*){64}/;

const SYNTAX_REMEDIES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Keep one of the two.',
  MULTIPLE_DOCS: 'Put one document in a file: remove the line "---" between them.',
  TAB_AS_INDENT: 'Indent with spaces.',
  TAG_RESOLVE_FAILED: 'Remove the tag: packs hold plain text, numbers, lists and maps.',
  RESOURCE_EXHAUSTION: 'Flatten it: packs nest six levels at most.',
};
const SYNTAX_REMEDY =
  'Check indentation, quotes and colons here; quote text that holds ": " or begins with a sign.';

/** Parses YAML 1.2. Nothing is thrown: what is wrong comes back as problems. */
export function parsePackFile(file: PackFile): PackDocument {
  const nesting = ENDLESS_NESTING.exec(file.text);
  if (nesting !== null) {
    const problem = syntaxProblem(file, { code: 'RESOURCE_EXHAUSTION', pos: [nesting.index] });
    const places = { at: () => problem, atKey: () => problem };
    return { value: undefined, problems: [problem], places };
  }
  const document = parse(file.text);
  const places = placesIn(file);
  const faults = [...document.errors, ...document.warnings, ...doubleKeys(document)];
  const broken = worthTelling(faults);
  if (broken.length === 0) return { ...readValue(document, places), places };
  return { value: undefined, problems: broken.map((error) => syntaxProblem(file, error)), places };
}

interface SyntaxFault {
  readonly code: string;
  readonly message?: string;
  readonly pos: readonly [start: number, end?: number];
}

/** After the first fault in the syntax the others mostly follow from it; double keys do not. */
function worthTelling(faults: readonly SyntaxFault[]): SyntaxFault[] {
  const first = faults.find(({ code }) => code !== 'DUPLICATE_KEY');
  return faults.filter((fault) => fault === first || fault.code === 'DUPLICATE_KEY');
}

function syntaxProblem(file: PackFile, { code, message = '', pos }: SyntaxFault): Problem {
  return {
    ...placeOf(file, pos[0]),
    message: syntaxMessage(code, message, file.text.slice(pos[0])),
    remedy: SYNTAX_REMEDIES[code] ?? SYNTAX_REMEDY,
  };
}

function syntaxMessage(code: string, message: string, textFromThere: string): string {
  if (code === 'RESOURCE_EXHAUSTION') return 'the YAML is nested too deeply';
  if (code === 'DUPLICATE_KEY') {
    return `the key "${/^[^:\s]*/.exec(textFromThere)?.[0]}" stands here a second time`;
  }
  return `YAML: ${message.charAt(0).toLowerCase()}${message.slice(1)}`;
}

/** The parser looks for them too, but compares every key of a map with every other: see `doubleKeys`. */
function parse(text: string): Document.Parsed {
  return parseDocument(text, { prettyErrors: false, stringKeys: true, uniqueKeys: false });
}

/** Keys that stand in a map already, in the order of the file. */
function doubleKeys(document: Document.Parsed): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          faults.push({ code: 'DUPLICATE_KEY', pos: [key.range?.[0] ?? 0] });
        }
        seen.add(key.value);
      }
    },
  });
  return faults;
}

function readValue(document: Document.Parsed, places: Places): Omit<PackDocument, 'places'> {
  try {
    return { value: document.toJS({ maxAliasCount: MAX_ALIASES }), problems: [] };
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error;
    const remedy = 'Write the values out instead of using "&" and "*".';
    return { value: undefined, problems: [places.at([], 'too many aliases', remedy)] };
  }
}

function placesIn(file: PackFile): Places {
  let document: Document.Parsed | undefined;
  const parsed = () => {
    document ??= parse(file.text);
    return document;
  };
  return {
    at: (path, message, remedy) => ({
      ...placeOf(file, offsetOf(parsed(), path)),
      message,
      remedy,
    }),
    atKey: (path, key, message, remedy) => ({
      ...placeOf(file, keyOffset(parsed(), path, key) ?? offsetOf(parsed(), path)),
      message,
      remedy,
    }),
  };
}

/** Where each line of a file begins; a file with many problems is not read anew for each. */
const lineStarts = new WeakMap<PackFile, readonly number[]>();

function lineStartsOf(file: PackFile): readonly number[] {
  const known = lineStarts.get(file);
  if (known !== undefined) return known;
  const starts = [0, ...file.text.matchAll(/\n/g).map(({ index }) => index + 1)];
  lineStarts.set(file, starts);
  return starts;
}

function placeOf(file: PackFile, offset: number): Pick<Problem, 'file' | 'line' | 'column'> {
  const starts = lineStartsOf(file);
  let [line, end] = [0, starts.length];
  while (end - line > 1) {
    const middle = (line + end) >> 1;
    if ((starts[middle] ?? 0) <= offset) line = middle;
    else end = middle;
  }
  return { file: file.path, line: line + 1, column: offset - (starts[line] ?? 0) + 1 };
}

function offsetOf(document: Document.Parsed, path: readonly PropertyKey[]): number {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

function keyOffset(
  document: Document.Parsed,
  path: readonly PropertyKey[],
  key: string,
): number | undefined {
  const map = path.length === 0 ? document.contents : document.getIn(path, true);
  if (!isMap(map)) return undefined;
  const pair = map.items.find((item) => isScalar(item.key) && item.key.value === key);
  return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
}
