import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../../src/app.ts';
import { readSettings } from '../../../src/config/settings.ts';
import { createLogger } from '../../../src/shared/logger.ts';

/** The whole program with a database of its own, as its settings say. */
export async function openApp(
  env: Readonly<Record<string, string>>,
  prepare: (app: App) => Promise<void> = async () => {},
): Promise<{ readonly app: App; close(): Promise<void> }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tocsin-telling-'));
  const { config, secrets } = readSettings(
    { TOCSIN_DATA_DIR: dataDir, TOCSIN_CONSOLE: 'off', PORT: '0', ...env },
    import.meta.dirname,
  );
  const write = (line: string) => process.stderr.write(line);
  const log = createLogger({ level: 'error', pretty: false, write });
  const before = await createApp(config, secrets, log);
  await prepare(before);
  const app = await createApp(config, secrets, log, { serve: true });
  await before.close();
  return {
    app,
    async close() {
      await app.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
