import { createServer } from 'node:net';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainError, TocsinError } from '../../../src/shared/errors.ts';
import { createSealer } from '../../../src/shared/sealing.ts';
import type { Endpoint } from '../../../src/storage/embedded/access.ts';
import { loopbackAccess } from '../../../src/storage/embedded/access.ts';
import {
  type EmbeddedServer,
  startEmbedded,
} from '../../../src/storage/embedded/start-embedded.ts';
import { openStorage } from '../../../src/storage/open-storage.ts';
import { sharedDataDir } from './support/data-dir.ts';
import { startFakeServer } from './support/fake-old-server.ts';

const dataDir = sharedDataDir();
const sealer = createSealer(['a key of tests']);
/** The cluster here is reached by TCP on loopback, as on Windows, and stands for anybody's server. */
let embedded: EmbeddedServer;
let server: Endpoint;
let password: string;

beforeAll(async () => {
  embedded = await startEmbedded({ dataDir, access: loopbackAccess });
  server = embedded.connection;
  password = server.password!;
});
// Not what beforeAll returns: that would run when the directory is cleared already.
afterAll(() => embedded.stop());

interface Parts {
  user?: string;
  password?: string;
  host?: string;
  port?: number;
  database?: string;
}

function urlOf(parts: Parts = {}): string {
  const { user, password: secret, host, port, database } = { ...server, ...parts };
  return `postgresql://${user}:${secret}@${host}:${port}/${database}`;
}

async function run(text: string): Promise<void> {
  const client = new pg.Client(server);
  await client.connect();
  await client.query(text).finally(() => client.end());
}

async function refusal(databaseUrl: string): Promise<TocsinError> {
  const outcome: unknown = await openStorage({ dataDir: '/nowhere', databaseUrl, sealer }).then(
    (storage) => storage.close(),
    (error: unknown) => error,
  );
  if (!(outcome instanceof TocsinError)) throw new Error(`not refused: ${String(outcome)}`);
  return outcome;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

describe('the embedded server by loopback', () => {
  it('wants its password, and is shared and stopped like one by socket', async () => {
    const client = new pg.Client({ ...server, password: 'guess' });
    await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
    await using second = await startEmbedded({ dataDir, access: loopbackAccess });
    expect(second).toMatchObject({ attached: true, connection: server });
  });
});

describe('DATABASE_URL', () => {
  it('is used with the same tables and code as the embedded server', async () => {
    const options = { dataDir: '/nowhere', databaseUrl: urlOf(), sealer };
    await using storage = await openStorage(options);
    expect((await storage.health()).detail).toMatch(/^PostgreSQL 18\.\d+, external, \d+ MB$/);
    expect(await storage.records.all()).toEqual([]);
  });

  it('goes on after the server has dropped every connection', async () => {
    const notices: string[] = [];
    const options = {
      dataDir: '',
      databaseUrl: urlOf(),
      sealer,
      notice: (text: string) => notices.push(text),
    };
    await using storage = await openStorage(options);
    await storage.health();
    await run(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'tocsin'`,
    );
    // Of a busy pool more than one may be lost.
    await expect.poll(() => notices.length, { timeout: 20_000 }).toBeGreaterThan(0);
    expect((await storage.health()).detail).toContain('external');
  });

  it('refuses, with one clear message each and never the password', async () => {
    await run(`create role guest login password '${password}'`);
    const errors = {
      closedPort: await refusal(urlOf({ port: await freePort() })),
      badPassword: await refusal(urlOf({ password: 'wrong-secret' })),
      noPassword: await refusal(urlOf().replace(`:${password}`, '')),
      noDatabase: await refusal(urlOf({ database: 'missing' })),
      noSocket: await refusal(`postgresql://tocsin:${password}@/postgres?host=/no/socket`),
      noTls: await refusal(`${urlOf()}?sslmode=verify-full`),
      noPrivilege: await refusal(urlOf({ user: 'guest', database: 'template1' })),
      tooOld: await refusal(urlOf({ port: await startFakeServer('13.23', '130023') })),
      notAUrl: await refusal('my database'),
      otherScheme: await refusal(urlOf().replace('postgresql', 'mysql')),
      badPort: await refusal(`postgresql://tocsin:${password}@localhost:port/x`),
      hashInPassword: await refusal(`postgresql://tocsin:123#${password}@localhost/x`),
      slashInPassword: await refusal(`postgresql://tocsin:123/${password}@localhost/x`),
    };
    const codes = Object.fromEntries(
      Object.entries(errors).map(([name, error]) => [name, error.code]),
    );
    expect(codes).toEqual({
      closedPort: 'storage.unreachable',
      badPassword: 'storage.refused',
      noPassword: 'storage.refused',
      noDatabase: 'storage.no-database',
      noSocket: 'storage.unreachable',
      noTls: 'storage.untrusted',
      noPrivilege: 'storage.no-privilege',
      tooOld: 'storage.too-old',
      notAUrl: 'storage.bad-url',
      otherScheme: 'storage.bad-url',
      badPort: 'storage.bad-url',
      hashInPassword: 'storage.bad-url',
      slashInPassword: 'storage.bad-url',
    });
    for (const error of Object.values(errors)) {
      const shown = `${explainError(error)} ${error.stack} ${JSON.stringify(error)} ${error.cause}`;
      expect(shown).not.toContain(password);
      expect(shown).not.toContain('wrong-secret');
      expect(error.remedy).not.toBe('');
    }
    expect(explainError(errors.badPassword)).toBe(
      `The database cannot be opened: the password is wrong or missing.\n  at: postgresql://tocsin@127.0.0.1:${server.port}/postgres\n  do: check user and password in DATABASE_URL`,
    );
    expect(errors.tooOld.message).toBe('The server is PostgreSQL 13.23; Tocsin needs 14 or newer.');
  });
});
