import type { TestProject } from 'vitest/node';
import { clear, newBase } from './data-dir.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The directory for the server that test files share; it need not run. */
    readonly sharedServer: string;
  }
}

let base = '';

/** Before the first test file. */
export function setup(project: TestProject): void {
  base = newBase();
  project.provide('sharedServer', base);
}

/** After the last. */
export function teardown(): Promise<void> {
  return clear(base);
}
