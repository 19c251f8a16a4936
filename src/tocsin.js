#!/usr/bin/env node
// Plain JavaScript, so that an older Node can read it too and hand over to the one npm installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;

/** What the terminal's calls and `start` end with when nothing could be done; see docs/operating.md. */
const FAILED = process.argv[2] === 'start' ? 1 : 3;

/** Ends with a sentence instead of a stack: what is missing, and that one command brings it. */
function missing(what) {
  process.stderr.write(`${what}: run "npm ci" in Tocsin's folder, which brings it along.\n`);
  process.exitCode = FAILED;
}

/** Runs the same call with another Node; its end is ours, whether a code or a signal. */
function handOver(node) {
  const args = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(node, args, { stdio: 'inherit' });
  // The terminal sends Ctrl-C to both; this process waits for the other to finish.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.on('exit', (code, signal) => {
    process.exitCode = signal === null ? (code ?? FAILED) : FAILED;
  });
}

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // A third of a call is compiling what was compiled before.
  module.enableCompileCache(
    fileURLToPath(new URL('../node_modules/.cache/tocsin', import.meta.url)),
  );
  try {
    await import('./cli.ts');
  } catch (error) {
    const [, library] = /^Cannot find package '([^']+)'/.exec(error.message) ?? [];
    if (error.code !== 'ERR_MODULE_NOT_FOUND' || library === undefined) throw error;
    missing(`Tocsin needs the library ${library}, which is not installed`);
  }
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundled = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url));
  if (existsSync(bundled)) handOver(bundled);
  else missing(`Tocsin needs Node ${NEEDED} and this is Node ${process.versions.node}`);
}
