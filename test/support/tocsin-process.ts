import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process of Tocsin under way; its output is collected as it comes. */
export interface Running {
  readonly process: ChildProcessWithoutNullStreams;
  readonly ended: Promise<Ended>;
  /** Resolves with the match once standard output has it; rejects when the process ends before. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
}

/** Variables of this machine that would change what the tests see. */
const OURS =
  /^(TOCSIN_|DATABASE_URL|SLACK_|DISCORD_|HOST$|PORT$|PUBLIC_URL|LOG_LEVEL|NO_COLOR|FORCE_COLOR)/;

/** Where calls of the tests keep what they compiled, so that only the first of them compiles. */
const COMPILED = join(ROOT, 'node_modules/.cache/tocsin-tests');

function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !OURS.test(name)));
}

/** Runs one of Tocsin's entry files with the Node of the tests. */
export function runTocsin(
  file: 'src/cli.ts' | 'src/main.ts' | 'src/tocsin.js',
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  node = process.execPath,
): Running {
  const child = spawn(node, [join(ROOT, file), ...args], {
    env: { ...cleanEnvironment(), NODE_COMPILE_CACHE: COMPILED, ...env },
    cwd: ROOT,
  });
  let [out, err] = ['', ''];
  const heard: (() => void)[] = [];
  child.stdout.on('data', (chunk) => {
    out += chunk;
    for (const check of heard) check();
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
  });
  const { promise: ended, resolve } = Promise.withResolvers<Ended>();
  child.once('close', (code) => resolve({ code, out, err }));

  function says(pattern: RegExp): Promise<RegExpExecArray> {
    const { promise, resolve: found, reject } = Promise.withResolvers<RegExpExecArray>();
    const check = () => {
      const match = pattern.exec(out);
      if (match) found(match);
    };
    heard.push(check);
    check();
    void ended.then(({ code }) => reject(new Error(`ended with ${code}: ${out}\n${err}`)));
    return promise;
  }

  return { process: child, ended, says };
}
