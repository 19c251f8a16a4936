import { posix } from 'node:path';
import {
  COMPUTED_IMPORTS,
  ENVIRONMENT_READER,
  EXPECTED_FILES,
  LIBRARIES,
  LONGEST_FILE,
  PURE_BUILTINS,
  ROOMS,
  type Room,
} from './import-table.ts';
import { type Reference, readModule, type SourceFile } from './module-references.ts';

/** One broken rule: greppable name, where, and what is wrong there. */
export interface Violation {
  readonly rule: string;
  readonly path: string;
  readonly detail: string;
}

/** The folder or file that a room's path stands for around a file; undefined when outside it. */
function placeIn(roomPath: string, file: string): string | undefined {
  const pattern = roomPath.replaceAll('.', String.raw`\.`).replaceAll('*', '[^/]+(?=/)');
  return new RegExp(`^${pattern}(?=/|$)`).exec(file)?.[0];
}

/** The most particular room that a file is in, with the place it stands for. */
function roomOf(file: string): { room: Room; place: string } | undefined {
  return ROOMS.flatMap((room) => {
    const place = placeIn(room.path, file);
    return place === undefined ? [] : [{ room, place }];
  }).sort((a, b) => b.place.length - a.place.length)[0];
}

function isWithin(place: string, file: string): boolean {
  if (place === '*') return isWithin('src', file) || isWithin('commands', file);
  return file === place || file.startsWith(`${place}/`);
}

/** `@scope/name/deep` → `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function checkInside(file: string, target: string, typeOnly: boolean): Violation[] {
  const here = roomOf(file);
  if (here === undefined) return [];
  const { room, place } = here;
  const neighbour = isWithin(place, target) && roomOf(target)?.place === place;
  if (neighbour && !room.strangers) return [];
  if (!neighbour && room.may.some((allowed) => isWithin(allowed, target))) return [];
  const how = typeOnly ? 'imports a type from' : 'imports';
  const rule = neighbour ? 'siblings' : 'import-table';
  return [{ rule, path: file, detail: `${room.path} ${how} ${target}` }];
}

function checkLibrary(file: string, specifier: string, typeOnly: boolean): Violation[] {
  const name = packageOf(specifier);
  const library = LIBRARIES.find((one) => one.name === name);
  if (library === undefined || !library.rooms.some((room) => isWithin(room, file))) {
    return [{ rule: 'library', path: file, detail: `${name} may not be imported here` }];
  }
  if (library.typesOnly && !typeOnly) {
    return [{ rule: 'types-only', path: file, detail: `${name} may be imported for types only` }];
  }
  return [];
}

function checkReference(file: string, { specifier, typeOnly }: Reference): Violation[] {
  if (specifier === undefined) {
    if (file in COMPUTED_IMPORTS) return [];
    return [{ rule: 'computed-import', path: file, detail: 'the imported module is computed' }];
  }
  if (specifier.startsWith('.')) {
    return checkInside(file, posix.join(posix.dirname(file), specifier), typeOnly);
  }
  if (!specifier.startsWith('node:')) return checkLibrary(file, specifier, typeOnly);
  return roomOf(file)?.room.pure === true && !PURE_BUILTINS.includes(specifier)
    ? [{ rule: 'pure', path: file, detail: `a pure room imports ${specifier}` }]
    : [];
}

function checkFile(file: SourceFile): Violation[] {
  const found: Violation[] = [];
  const { path } = file;
  if (roomOf(path) === undefined) {
    found.push({ rule: 'unknown-room', path, detail: 'the import table has no row for it' });
  }
  const { references, readsEnvironment } = readModule(file);
  found.push(...references.flatMap((reference) => checkReference(path, reference)));
  if (readsEnvironment && path !== ENVIRONMENT_READER) {
    found.push({ rule: 'environment', path, detail: `only ${ENVIRONMENT_READER} may read it` });
  }
  const lines = file.text.trimEnd().split('\n').length;
  if (lines > LONGEST_FILE && !/^\/\/ Over 300 lines: \S+/.test(file.text)) {
    found.push({ rule: 'length', path, detail: `${lines} lines` });
  }
  return found;
}

function checkExpectedFiles(paths: readonly string[]): Violation[] {
  return EXPECTED_FILES.flatMap(({ folders, files, except = [] }) => {
    const places = new Set(paths.flatMap((path) => placeIn(folders, path) ?? []));
    const held = [...places].filter((place) => !except.includes(place));
    return held.flatMap((place) =>
      files
        .filter((name) => !paths.includes(`${place}/${name}`))
        .map((name) => ({ rule: 'expected-file', path: place, detail: `${name} is missing` })),
    );
  });
}

/** Every file of `commands/` is imported by its index, and the index imports nothing that is not. */
function checkCommands(files: readonly SourceFile[]): Violation[] {
  const index = files.find((file) => file.path === 'commands/index.ts');
  const present = files
    .map((file) => file.path)
    .filter((path) => path.startsWith('commands/') && path !== 'commands/index.ts');
  const listed = (index === undefined ? [] : readModule(index).references)
    .filter(({ specifier, typeOnly }) => specifier?.startsWith('./') && !typeOnly)
    .map(({ specifier }) => posix.join('commands', specifier ?? ''));
  const unlisted = present.filter((path) => !listed.includes(path));
  const absent = listed.filter((path) => !present.includes(path));
  return [
    ...unlisted.map((path) => ({ rule: 'registry', path, detail: 'not in commands/index.ts' })),
    ...absent.map((path) => ({ rule: 'registry', path, detail: 'registered, but no such file' })),
  ];
}

/** Every way in which the sources break the house rules; empty when there is none. */
export function findViolations(files: readonly SourceFile[]): Violation[] {
  return [
    ...files.flatMap(checkFile),
    ...checkExpectedFiles(files.map((file) => file.path)),
    ...checkCommands(files),
  ];
}
