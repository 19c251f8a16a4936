import { z } from 'zod';
import type { Places } from './document.ts';
import type { Problem } from './problem.ts';
import { didYouMean } from './suggest.ts';

type Issue = z.core.$ZodIssue;

const WHOLE_FILE = 'the file';

/** Unknown keys told of one map: a file of nothing else would take minutes to be told of. */
const UNKNOWN_KEYS = 50;

/**
 * Turns what zod found in a file into problems with places and remedies.
 * @param schema that of the whole file, for the keys that it allows
 */
export function problemsOf(
  issues: readonly Issue[],
  schema: z.ZodType,
  places: Places,
  base: readonly PropertyKey[] = [],
): Problem[] {
  return issues.flatMap((issue) => {
    const path = [...base, ...issue.path];
    if (issue.code === 'invalid_union') {
      return problemsOf(likeliestBranch(issue.errors), schema, places, path);
    }
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.slice(0, UNKNOWN_KEYS);
      return keys.map((key) => unknownKey(key, path, schema, places));
    }
    const { message, remedy } = explain(issue, String(path.at(-1) ?? WHOLE_FILE));
    return [places.at(path, message, remedy)];
  });
}

/** Of a union's branches the one that took the value's type; that is the one the writer meant. */
function likeliestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] {
  const taken = branches.find((issues) =>
    issues.every((issue) => issue.code !== 'invalid_type' || issue.path.length > 0),
  );
  return taken ?? branches[0] ?? [];
}

function unknownKey(key: string, path: PropertyKey[], schema: z.ZodType, places: Places): Problem {
  const known = keysAt(schema, path);
  const remedy = didYouMean(key, known) ?? `Allowed here: ${known.join(', ')}.`;
  return places.atKey(path, key, `unknown key "${key}"`, remedy);
}

interface Explanation {
  readonly message: string;
  readonly remedy: string;
}

function explain(issue: Issue, key: string): Explanation {
  const missing = 'input' in issue && issue.input === undefined;
  switch (issue.code) {
    case 'invalid_value': {
      const allowed = issue.values.map(String);
      if (missing) {
        return {
          message: `"${key}" is missing`,
          remedy: `Add "${key}": one of ${allowed.join(', ')}.`,
        };
      }
      const suggestion = didYouMean(String(issue.input), allowed);
      const list = `One of ${allowed.join(', ')}.`;
      return {
        message: `"${key}" cannot be "${String(issue.input)}"`,
        remedy: suggestion === undefined ? list : `${suggestion} ${list}`,
      };
    }
    case 'invalid_type':
      if (missing) return { message: `"${key}" is missing`, remedy: missingRemedy(key) };
      return typeRemedy(key, issue);
    case 'too_big':
      if (issue.origin === 'array') {
        return {
          message: `"${key}" has too many entries`,
          remedy: `Keep ${issue.maximum} at most.`,
        };
      }
      return {
        message: `"${key}" is too long`,
        remedy: `Shorten it to ${issue.maximum} characters at most.`,
      };
    case 'too_small':
      return { message: emptyMessage(key, issue), remedy: missingRemedy(key) };
    case 'invalid_format':
      if (issue.format === 'url') {
        const remedy = 'Write an address that begins with https:// or http://.';
        return { message: `"${key}" is not a web address`, remedy };
      }
      return spoken(key, issue.message);
    default:
      return spoken(key, issue.message);
  }
}

function typeRemedy(key: string, issue: Extract<Issue, { code: 'invalid_type' }>): Explanation {
  const message = `"${key}" should be ${nounOf(issue.expected)}`;
  if (issue.expected === 'string' && typeof issue.input !== 'object') {
    return { message, remedy: `Put it in quotes: "${String(issue.input)}".` };
  }
  if (issue.expected === 'array' && key === WHOLE_FILE) {
    return { message, remedy: 'Write one entry after another, each beginning with "- ".' };
  }
  if (issue.expected === 'array') return { message, remedy: `Write ${key}: [one, two].` };
  return { message, remedy: `Write ${nounOf(issue.expected)} here.` };
}

function nounOf(type: string): string {
  if (type === 'array') return 'a list';
  if (type === 'object') return 'a map of keys and values';
  if (type === 'string') return 'text';
  return `a ${type}`;
}

function emptyMessage(key: string, issue: Extract<Issue, { code: 'too_small' }>): string {
  return issue.message.startsWith('Too small') ? `"${key}" is empty` : issue.message;
}

function missingRemedy(key: string): string {
  if (key === 'sources') return 'Name at least one source: sources: [s-publisher-date].';
  if (key === 'assertedBy') return 'Add "assertedBy": who says so.';
  return `Add "${key}" with a value.`;
}

/** The schemas' own messages read "what is wrong: what to write". */
function spoken(key: string, message: string): Explanation {
  const [what = message, ...rest] = message.split(': ');
  const help = rest.join(': ');
  return {
    message: what.includes('"') ? what : `"${key}" is ${what}`,
    remedy:
      help === '' ? 'Change the kind, or add or remove what it asks for.' : capital(`${help}.`),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const jsonSchemas = new WeakMap<z.ZodType, z.core.JSONSchema._JSONSchema>();

function jsonSchemaOf(schema: z.ZodType): z.core.JSONSchema._JSONSchema {
  const known = jsonSchemas.get(schema);
  if (known !== undefined) return known;
  const made = z.toJSONSchema(schema, { io: 'input' });
  jsonSchemas.set(schema, made);
  return made;
}

/** The keys that a file of this schema allows in the map at `path`. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let level = [jsonSchemaOf(schema)];
  for (const step of path) level = level.flatMap(alternatives).flatMap((s) => child(s, step));
  return [...new Set(level.flatMap(alternatives).flatMap((s) => Object.keys(s.properties ?? {})))];
}

type ObjectSchema = z.core.JSONSchema.JSONSchema;

function alternatives(schema: z.core.JSONSchema._JSONSchema): ObjectSchema[] {
  if (typeof schema === 'boolean') return [];
  return [schema, ...(schema.anyOf ?? []).flatMap(alternatives)];
}

function child(schema: ObjectSchema, step: PropertyKey): z.core.JSONSchema._JSONSchema[] {
  if (typeof step !== 'number') return [schema.properties?.[String(step)] ?? []].flat();
  return [schema.items ?? []].flat();
}
