import { spawn } from 'node:child_process';
import { platform } from 'node:os';

/**
 * The operating system account a program runs as, when that is not Tocsin's own: PostgreSQL refuses
 * to run as root.
 */
export interface Account {
  readonly uid: number;
  readonly gid: number;
  /** A capability it needs besides, to pass through directories that are closed to it. */
  readonly capability?: Capability;
}

/** By `dac_read_search` a program may pass and read everywhere, by `dac_override` also write. */
export type Capability = 'dac_read_search' | 'dac_override';

export interface ProgramOptions {
  /** Undefined: as Tocsin itself. */
  readonly account: Account | undefined;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** In a session of its own, where a terminal's Ctrl-C does not reach it. */
  readonly ownSession?: boolean;
}

export interface ProgramResult {
  /** Null when it was ended by a signal. */
  readonly exitCode: number | null;
  /** What it wrote to both outputs. */
  readonly output: string;
}

/**
 * Nothing of Tocsin's environment: PGDATA, PGPORT and their kin would redirect PostgreSQL, and its
 * messages are to be in English. Windows adds by itself what it cannot do without.
 */
const BASE_ENV: Record<string, string> = {
  LC_ALL: 'C',
  ...(platform() === 'win32' ? {} : { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin' }),
};

function setpriv({ uid, gid }: Account, capability: Capability): string[] {
  return [
    'setpriv',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
    `--bounding-set=-all,+${capability}`,
    // Else access(2), by which PostgreSQL looks for its own programs, would ignore the capability.
    '--securebits=+no_setuid_fixup',
    '--no-new-privs',
  ];
}

/**
 * Runs a program to its end.
 * @throws the system's error when it cannot be started at all
 */
export function runProgram(
  file: string,
  args: readonly string[],
  options: ProgramOptions,
): Promise<ProgramResult> {
  const { account, cwd, env, ownSession = false } = options;
  const line = [file, ...args];
  const viaSetpriv = account?.capability !== undefined;
  if (account?.capability !== undefined) line.unshift(...setpriv(account, account.capability));
  const [command = file, ...rest] = line;
  return new Promise((resolve, reject) => {
    const child = spawn(command, rest, {
      ...(account === undefined || viaSetpriv ? {} : { uid: account.uid, gid: account.gid }),
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...BASE_ENV, ...env },
      detached: ownSession,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    let output = '';
    const collect = (chunk: string) => {
      output += chunk;
    };
    child.stdout.setEncoding('utf8').on('data', collect);
    child.stderr.setEncoding('utf8').on('data', collect);
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, output: output.trim() }));
  });
}
