import { userInfo } from 'node:os';
import { type App, createApp } from '../app.ts';
import type { Invocation } from '../command/context.ts';
import { loadSettings } from '../config/env.ts';
import { createLogger } from '../shared/logger.ts';
import { EXIT } from './exit.ts';

/** Whoever has a shell on this machine can read and change all that Tocsin holds anyway. */
const EVERYTHING = new Set(['ask', 'subscribe', 'edit', 'administer'] as const);

/** The account's name; its number where the machine has no name for it. */
function accountName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}

/** A line as the person at this terminal gives it. */
export function fromTerminal(commandLine: string): Invocation {
  const { locale, timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const name = accountName();
  return {
    commandLine,
    who: { id: name, name },
    where: { platform: 'cli', tenant: 'local', channel: 'terminal' },
    locale,
    timeZone,
    may: EVERYTHING,
  };
}

/**
 * Tocsin for one call from the terminal: shares the database of a Tocsin that runs, logs errors only.
 * Ctrl-C leaves the database before the process ends. A call that gives `stop` is told instead and ends
 * by itself, so that it can leave nothing half done; a second Ctrl-C ends the process at once.
 */
export async function openForTerminal(onFault: () => void, stop?: AbortController): Promise<App> {
  const { config, secrets } = loadSettings();
  const log = createLogger({
    level: config.logLevel === 'silent' ? 'silent' : 'error',
    pretty: process.stderr.isTTY,
    write: (line) => process.stderr.write(line),
  });
  const app = await createApp(config, secrets, log, { onFault });
  process.once('SIGINT', () => {
    if (stop === undefined) {
      void app.close().finally(() => process.exit(EXIT.interrupted));
      return;
    }
    process.once('SIGINT', () => process.exit(EXIT.interrupted));
    stop.abort();
  });
  return app;
}
