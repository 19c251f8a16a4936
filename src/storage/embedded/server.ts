import { setTimeout as delay } from 'node:timers/promises';
import type { Access, Endpoint } from './access.ts';
import type { Binaries } from './binaries.ts';
import { isRunning, readPid, removeForeignPidFile } from './pid-file.ts';
import { type Account, type ProgramResult, runProgram } from './program.ts';
import { accountForServer } from './server-account.ts';
import { serverError } from './server-error.ts';
import { beginLog, readLog, SERVER_LOG } from './server-log.ts';

/** What Tocsin relies on, whatever postgresql.conf says. */
const FIXED_SETTINGS: Record<string, string> = {
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  logging_collector: 'off',
  log_destination: 'stderr',
  lc_messages: 'C',
  cluster_name: 'tocsin',
};

/** Seconds a server may take to come up or go down; recovery after a crash can be long. */
const PATIENCE = 60;
const POLL_MS = 10;

/** Another server is starting, or one that was killed has not quite gone. */
const IN_THE_WAY =
  /lock file ".*" already exists|pre-existing shared memory block|could not bind .*: Address already in use/;

/** The PostgreSQL server of one cluster directory, started and stopped through pg_ctl. */
export class LocalServer {
  readonly directory: string;
  readonly #binaries: Binaries;
  readonly #access: Access;
  #account: Promise<Account | undefined> | undefined;

  constructor(directory: string, binaries: Binaries, access: Access) {
    this.directory = directory;
    this.#binaries = binaries;
    this.#access = access;
  }

  endpoint(): Promise<Endpoint> {
    return this.#access.endpoint(this.directory);
  }

  /**
   * Starts the server in a session of its own, so that neither Tocsin's end nor Ctrl-C reaches it.
   * Returns false when another server of this directory is in the way: it is coming up or going
   * down, and to look again in a moment is all that is needed.
   * @throws TocsinError `storage.server`, `storage.disk-full`, `storage.root`
   */
  async start(): Promise<boolean> {
    await removeForeignPidFile(this.directory);
    const logPosition = await beginLog(this.directory);
    const settings = { ...FIXED_SETTINGS, ...(await this.#access.settings(this.directory)) };
    const flags = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`);
    const wait = ['-w', '-t', String(PATIENCE)];
    const { exitCode, output } = await this.#pgCtl([
      ...['start', '-s', ...wait, '-l', SERVER_LOG, '-o', flags.join(' ')],
    ]);
    if (exitCode === 0) return true;
    const log = await readLog(this.directory, logPosition);
    if (IN_THE_WAY.test(log)) return false;
    throw serverError('PostgreSQL did not start', this.directory, `${output}\n${log}`);
  }

  /**
   * Stops the server: open transactions are rolled back, everything committed is kept. Returns when
   * its process is gone.
   * @throws TocsinError `storage.server`
   */
  async stop(): Promise<void> {
    const pid = await readPid(this.directory);
    if (pid === undefined) return;
    const { exitCode, output } = await this.#pgCtl(['stop', '-W', '-s', '-m', 'fast']);
    // Not pg_ctl's own waiting: it looks ten times a second and returns a moment before the end.
    const patient = AbortSignal.timeout(PATIENCE * 1000);
    while ((await readPid(this.directory)) === pid || (await isRunning(pid))) {
      if (exitCode !== 0 || patient.aborted) {
        const log = await readLog(this.directory);
        throw serverError('PostgreSQL did not stop', this.directory, `${log}\n${output}`);
      }
      await delay(POLL_MS);
    }
  }

  /** The last lines of its log, for an error. */
  log(): Promise<string> {
    return readLog(this.directory);
  }

  async #pgCtl(args: readonly string[]): Promise<ProgramResult> {
    this.#account ??= accountForServer(this.directory, this.#binaries.postgres);
    return runProgram(this.#binaries.pgCtl, args, {
      account: await this.#account,
      cwd: this.directory,
      // By environment and not by -D: pg_ctl hands -D to a shell, and a path may have a $ in it.
      env: { PGDATA: this.directory },
      ownSession: true,
    });
  }
}
