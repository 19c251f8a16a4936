/** Tocsin itself, in a process of its own for `bench/reconnects.ts`. */
import { setTimeout as delay } from 'node:timers/promises';
import { createApp } from '../src/app.ts';
import { readSettings } from '../src/config/settings.ts';
import type { House } from '../src/interaction/house.ts';
import { createLogger } from '../src/shared/logger.ts';

export type Order =
  | {
      readonly order: 'start';
      readonly env: Readonly<Record<string, string>>;
      readonly installation: { readonly tenant: string; readonly body: unknown };
    }
  /** The token is to end in an hour, so that it must be renewed. */
  | { readonly order: 'age'; readonly tenant: string }
  | { readonly order: 'heap' };

let house: House | undefined;

async function start({ env, installation }: Extract<Order, { order: 'start' }>): Promise<string> {
  const { config, secrets } = readSettings(env, import.meta.dirname);
  const write = (line: string) => process.stderr.write(line);
  const log = createLogger({ level: 'error', pretty: false, write });
  // Kept by a Tocsin that serves nobody, so that the one that does finds it, as after an installation.
  const before = await createApp(config, secrets, log);
  const { tenant, body } = installation;
  await before.house.installations.save({ platform: 'slack', tenant }, body);
  await before.close();
  const app = await createApp(config, secrets, log, { serve: true });
  house = app.house;
  process.once('SIGTERM', () => void app.close().finally(() => process.exit(0)));
  return app.address ?? '';
}

async function age(tenant: string): Promise<void> {
  const at = { platform: 'slack', tenant } as const;
  await house?.installations.alone(at, async () => {
    const kept = (await house?.installations.load(at)) as { bot: object };
    const expiresAt = Math.floor(Date.now() / 1000) + 3_600;
    await house?.installations.save(at, { ...kept, bot: { ...kept.bot, expiresAt } });
  });
}

/** Bytes in use after everything that can go has gone. */
async function heap(): Promise<number> {
  for (let round = 0; round < 4; round += 1) {
    globalThis.gc?.();
    await delay(100);
  }
  return process.memoryUsage().heapUsed;
}

process.on('message', async (order: Order) => {
  if (order.order === 'start') process.send?.(await start(order));
  if (order.order === 'heap') process.send?.(await heap());
  if (order.order === 'age') {
    await age(order.tenant);
    process.send?.('aged');
  }
});
