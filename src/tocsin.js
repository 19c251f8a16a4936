#!/usr/bin/env node
// Plain JavaScript, so that an older Node can read it too and hand over to the one npm installed.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import * as module from 'node:module';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;

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
    process.exitCode = signal === null ? (code ?? 3) : 3;
  });
}

if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
  // A third of a call is compiling what was compiled before.
  module.enableCompileCache(
    fileURLToPath(new URL('../node_modules/.cache/tocsin', import.meta.url)),
  );
  await import('./cli.ts');
} else {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const bundled = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url));
  if (existsSync(bundled)) handOver(bundled);
  else {
    process.stderr.write(
      `Tocsin needs Node ${NEEDED} and this is Node ${process.versions.node}: run "npm ci" in Tocsin's folder, which brings it along.\n`,
    );
    process.exitCode = 3;
  }
}
