import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { stopSignal } from './app/stop-signal.ts';
import { loadSettings, ROOT } from './config/env.ts';
import type { Config } from './config/settings.ts';
import { explainError, TocsinError } from './shared/errors.ts';
import { createLogger } from './shared/logger.ts';

/** Where people open the console: the public address, or one that this machine understands. */
function addressToOpen(config: Config, address: string): string {
  if (config.publicUrl !== undefined) return config.publicUrl;
  return address.replace(/\/\/(?:0\.0\.0\.0|\[::\])/, '//localhost');
}

/** One sentence that says how to ask the first question. */
function whatNext(config: Config, address: string): string {
  const places = [config.slack && 'Slack', config.discord && 'Discord'].filter(Boolean);
  const there = `in ${places.join(' or ')}`;
  if (!config.console) return `Type ${config.command} stats ${there}`;
  const here = `Open ${addressToOpen(config, address)} and type ${config.command} stats`;
  return places.length === 0 ? here : `${here}, or type it ${there}`;
}

async function run(): Promise<void> {
  const stop = stopSignal();
  const { config, secrets, warnings } = loadSettings();
  const log = createLogger({
    level: config.logLevel,
    pretty: process.stderr.isTTY,
    write: (line) => process.stderr.write(line),
  });
  for (const warning of warnings) log.warn(warning);
  // A third of a start is compiling what was compiled before.
  enableCompileCache(join(ROOT, 'node_modules/.cache/tocsin'));
  const { createApp } = await import('./app.ts');
  await using app = await createApp(config, secrets, log, { serve: true });
  process.stdout.write(`Tocsin is ready. ${whatNext(config, app.address ?? '')}\n`);
  const signal = await stop;
  log.info(`stopping on ${signal}`);
}

/**
 * Runs Tocsin until it is told to stop.
 * @returns the exit code: 0 after a clean stop, 1 when it could not start
 */
export async function start(): Promise<number> {
  try {
    await run();
    return 0;
  } catch (error) {
    const stack = error instanceof Error && !(error instanceof TocsinError) ? error.stack : '';
    process.stderr.write(`${explainError(error)}\n${stack ? `${stack}\n` : ''}`);
    return 1;
  }
}

if (import.meta.main) process.exitCode = await start();
