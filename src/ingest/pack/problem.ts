import { TocsinError } from '../../shared/errors.ts';
import { visibleLine } from '../../shared/visible.ts';

/** One thing wrong in a pack: where it stands, what it is, and a way to mend it. */
export interface Problem {
  /** Path inside the pack, with `/`. */
  readonly file: string;
  /** 1-based, as editors count. */
  readonly line: number;
  /** 1-based, as editors count. */
  readonly column: number;
  readonly message: string;
  readonly remedy: string;
}

/**
 * A problem on one line, its remedy on the next: `incidents/x.yaml:12:5 unknown source …`. What the
 * file says cannot steer the terminal it is told on.
 */
export function describeProblem(problem: Problem): string {
  const { file, line, column, message, remedy } = problem;
  return `${visibleLine(`${file}:${line}:${column} ${message}`)}\n    ${visibleLine(remedy)}`;
}

/** Orders by file, then by place in it. */
export function compareProblems(a: Problem, b: Problem): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line || a.column - b.column;
}

/** A pack that cannot be used. `problems` holds every one found, in reading order. */
export class PackError extends TocsinError {
  readonly problems: readonly Problem[];

  constructor(directory: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
    super(`${count} in the pack:\n${problems.map((p) => `  ${describeProblem(p)}`).join('\n')}`, {
      code: 'pack.invalid',
      fault: 'user',
      where: directory,
      remedy: 'Mend the lines named above, then check again with: tocsin packs check',
    });
    this.problems = problems;
  }
}
