import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type App, createApp } from '../../../src/app.ts';
import { readSettings } from '../../../src/config/settings.ts';
import { createLogger } from '../../../src/shared/logger.ts';
import { newDatabase } from '../../integration/storage/support/store.ts';

export interface Opened {
  readonly app: App;
  /** Another node on the same database, which is closed with the first at the latest. */
  join(): Promise<App>;
  close(): Promise<void>;
}

/** The whole program with a database of its own, as its settings say. */
export async function openApp(
  env: Readonly<Record<string, string>>,
  prepare: (app: App) => Promise<void> = async () => {},
): Promise<Opened> {
  const dataDir = mkdtempSync(join(tmpdir(), 'tocsin-telling-'));
  const database = await newDatabase();
  const { config, secrets } = readSettings(
    {
      TOCSIN_DATA_DIR: dataDir,
      DATABASE_URL: database.url,
      TOCSIN_CONSOLE: 'off',
      PORT: '0',
      ...env,
    },
    import.meta.dirname,
  );
  const write = (line: string) => process.stderr.write(line);
  const log = createLogger({ level: 'error', pretty: false, write });
  const app = await createApp(config, secrets, log, { serve: true });
  await prepare(app);
  const others: App[] = [];
  return {
    app,
    async join() {
      const other = await createApp(config, secrets, log, { serve: true });
      others.push(other);
      return other;
    },
    async close() {
      await Promise.all([app, ...others].map((one) => one.close()));
      await database.drop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
