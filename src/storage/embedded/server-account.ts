import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { TocsinError } from '../../shared/errors.ts';
import { type Account, runProgram } from './program.ts';

/** Tried in this order when root needs somebody for the server to run as. */
const CANDIDATES = ['postgres', 'nobody'];

/** Whether Tocsin runs as root, which PostgreSQL refuses to. Never so on Windows. */
export function isRoot(): boolean {
  return process.geteuid?.() === 0;
}

async function idOf(name: string): Promise<Account | undefined> {
  // Node cannot read the passwd database; `id` also knows accounts that are not in /etc/passwd.
  const [uid, gid] = await Promise.all([
    runProgram('id', ['-u', name], { account: undefined }),
    runProgram('id', ['-g', name], { account: undefined }),
  ]);
  if (uid.exitCode !== 0 || gid.exitCode !== 0) return undefined;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

/**
 * Whose a new cluster is to be; undefined when it is Tocsin's own account.
 * @throws TocsinError `storage.root` or `storage.unknown-account`: initdb wants a name for its user
 */
export async function accountForNewCluster(dataDir: string): Promise<Account | undefined> {
  if (isRoot()) {
    for (const name of CANDIDATES) {
      const account = await idOf(name);
      if (account !== undefined && account.uid !== 0) return account;
    }
    throw rootError(dataDir, `this machine has no account named ${CANDIDATES.join(' or ')}`);
  }
  try {
    userInfo();
    return undefined;
  } catch (cause) {
    throw new TocsinError(
      `PostgreSQL cannot be set up: user id ${process.geteuid?.()} has no name on this machine.`,
      {
        code: 'storage.unknown-account',
        fault: 'user',
        where: '/etc/passwd',
        remedy:
          'add an entry for this user id to /etc/passwd, run Tocsin as a user who has one, or set DATABASE_URL',
        cause,
      },
    );
  }
}

/**
 * The account that owns a cluster directory, with the least it needs to reach both the directory
 * and PostgreSQL's programs: often one or the other lies below /root, which is closed to all others.
 * Found out by trying, because access lists and security modules decide too, not only mode bits.
 * @param directory where the cluster is or is being made
 * @throws TocsinError `storage.root`
 */
export async function accountForServer(
  directory: string,
  postgres: string,
): Promise<Account | undefined> {
  if (!isRoot()) return undefined;
  const { uid, gid } = await stat(directory);
  if (uid === 0) throw rootError(directory, 'the directory belongs to root');
  if (await canRun({ uid, gid }, directory, postgres)) return { uid, gid };
  if (!(await isRootsAlone(dirname(directory)))) {
    const given = 'gets capabilities only in a data directory that is root’s alone';
    throw rootError(directory, `user id ${uid} cannot reach it and PostgreSQL, and ${given}`);
  }
  for (const capability of ['dac_read_search', 'dac_override'] as const) {
    const account: Account = { uid, gid, capability };
    if (await canRun(account, directory, postgres)) return account;
  }
  throw rootError(directory, `user id ${uid} can reach neither by itself nor by capabilities`);
}

/**
 * Whether nobody else can have put a cluster there. Its settings name programs that the server runs:
 * with a capability, whoever wrote them would read every file of the machine.
 */
async function isRootsAlone(directory: string): Promise<boolean> {
  const { uid, mode } = await stat(directory);
  return uid === 0 && (mode & 0o022) === 0;
}

async function canRun(account: Account, directory: string, postgres: string): Promise<boolean> {
  const script = 'cd "$1" && test -x "$2" && exec "$2" --version';
  try {
    const { exitCode } = await runProgram('/bin/sh', ['-c', script, 'sh', directory, postgres], {
      account,
      cwd: '/',
    });
    return exitCode === 0;
  } catch {
    // No setpriv on this machine, or root may not become another user here.
    return false;
  }
}

function rootError(where: string, reason: string): TocsinError {
  return new TocsinError(
    `PostgreSQL does not run as root, and no other account can run it here: ${reason}.`,
    {
      code: 'storage.root',
      fault: 'user',
      where,
      remedy:
        'run Tocsin as an ordinary user, or set TOCSIN_DATA_DIR to a directory that others can pass through, or set DATABASE_URL',
    },
  );
}
