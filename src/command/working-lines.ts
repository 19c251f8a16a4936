import { readLine } from './grammar.ts';
import { parse } from './parse.ts';
import type { Problem, Suggestion } from './problem.ts';
import type { Registry } from './registry.ts';

function works(line: string, registry: Registry, today: string): boolean {
  const [first, ...tokens] = readLine(line).tokens;
  const command = first?.type === 'word' ? registry.find(first.text) : undefined;
  return command !== undefined && parse({ command, tokens }, { today }).ok;
}

/** The problem with only those suggestions that parse, each line once. */
export function withWorkingLines(problem: Problem, registry: Registry, today: string): Problem {
  const lines = new Map<string, Suggestion>();
  for (const suggestion of problem.suggestions) {
    const { commandLine } = suggestion;
    if (!lines.has(commandLine) && works(commandLine, registry, today)) {
      lines.set(commandLine, suggestion);
    }
  }
  return { ...problem, suggestions: [...lines.values()] };
}
