import type { Row } from './schema.ts';

export const MICROSOFT = 'Microsoft';
/** The list does not say which of the other names are Microsoft's own earlier ones. */
const OTHERS = 'Microsoft before, or others that it does not name';

export interface ListedName {
  readonly name: string;
  readonly usedBy: string;
  readonly note?: string;
}

export interface Names {
  readonly names: readonly ListedName[];
  /** Names of groups that the row says it was merged into. */
  readonly mergedInto: readonly string[];
}

const LONGEST_NAME = 160;
const EARLIER = 'An earlier name.';
/** Numbers that Microsoft alone gives: https://learn.microsoft.com/en-us/unified-secops/microsoft-threat-actor-naming */
const NUMBERED = /^(?:Storm|DEV)-\d+$/i;

/** Parts of `A, B` or `["A", "B"]`, or of a list of such texts. */
function partsOf(words: string | readonly string[]): readonly string[] {
  return [words]
    .flat()
    .flatMap((text) => listWithin(text) ?? text.split(/[,;]/))
    .map(trimmed);
}

/** The texts of a list that was written as one text. A name such as `[Vault 7/8]` is none. */
function listWithin(text: string): readonly string[] | undefined {
  if (!text.trimStart().startsWith('[')) return undefined;
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : undefined;
  } catch {
    return undefined;
  }
}

/** Without blanks around it and the full stop that a list may end with. */
function trimmed(part: string): string {
  return part.trim().replace(/\s+/g, ' ').replace(/\.$/, '').trim();
}

/** `DEV-0198 (NEPTUNIUM)` is two names, `(formerly X)` one, and so is `NoName057(16)`. */
function unwrapped(part: string): readonly string[] {
  const words = part.startsWith('(') && part.endsWith(')') ? part.slice(1, -1) : part;
  const at = words.endsWith(')') ? words.indexOf(' (') : -1;
  const names = at < 0 ? [words] : [words.slice(0, at), words.slice(at + 2, -1)];
  return names.map(trimmed).filter((one) => one !== '');
}

/** All that a row calls its group, its own name first, and whom it says the group was merged into. */
export function namesIn({ name, previous, others }: Row): Names {
  const names = new Map<string, ListedName>([[name, { name, usedBy: MICROSOFT }]]);
  const mergedInto: string[] = [];
  const add = (part: string, usedBy: string, note?: string) => {
    const [, merged] = /^merged into (.+)$/i.exec(part) ?? [];
    if (merged !== undefined) {
      mergedInto.push(merged);
      return;
    }
    const [, formerly] = /^formerly (?:known as |called )?(.+)$/i.exec(part) ?? [];
    const own = formerly ?? part;
    if (own.length > LONGEST_NAME || names.has(own)) return;
    const isEarlier = note !== undefined || formerly !== undefined;
    names.set(own, {
      name: own,
      usedBy: formerly !== undefined || NUMBERED.test(own) ? MICROSOFT : usedBy,
      ...(isEarlier && { note: EARLIER }),
    });
  };
  for (const part of partsOf(previous).flatMap(unwrapped)) add(part, MICROSOFT, EARLIER);
  for (const part of partsOf(others).flatMap(unwrapped)) add(part, OTHERS);
  return { names: [...names.values()], mergedInto };
}
