import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** What `member.ts` and `queue-node.ts` say. */
export interface Said {
  readonly attached?: boolean;
  readonly version?: string;
  readonly left?: boolean;
  readonly notice?: string;
  readonly error?: string;
  readonly code?: string;
  readonly remedy?: string;
  readonly where?: string;
  readonly ready?: boolean;
  readonly post?: string;
}

/** A Tocsin in a process of its own. */
export class Member {
  readonly child: ChildProcess;
  readonly said: Said[] = [];
  readonly #lines: AsyncIterator<string>;

  constructor(child: ChildProcess) {
    this.child = child;
    this.#lines = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  }

  /** The next line it says; throws when it ends without one. */
  async next(): Promise<Said> {
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the process ended without a word');
    const said = JSON.parse(value) as Said;
    this.said.push(said);
    return said;
  }

  /** Leaves the server and ends; returns the exit code. */
  async leave(): Promise<number | null> {
    this.child.stdin!.write('leave\n');
    return this.ended();
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended();
  }

  async ended(): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null)
      await once(this.child, 'exit');
    return this.child.exitCode;
  }
}

const MEMBER = join(import.meta.dirname, 'member.ts');

export function spawnMember(dataDir: string, options: SpawnOptions = {}): Member {
  return spawnProgram(process.execPath, [MEMBER, dataDir], options);
}

export function spawnProgram(file: string, args: string[], options: SpawnOptions = {}): Member {
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'inherit'], ...options });
  onTestFinished(() => void child.kill('SIGKILL'));
  return new Member(child);
}

/** A member that has joined. */
export async function joinedMember(dataDir: string, options: SpawnOptions = {}): Promise<Member> {
  const member = spawnMember(dataDir, options);
  const said = await member.next();
  if (said.error !== undefined) throw new Error(said.error);
  return member;
}

/** Process id of the server of a data directory. */
export function serverPid(dataDir: string): number {
  return Number.parseInt(readFileSync(join(dataDir, 'postgres/postmaster.pid'), 'utf8'), 10);
}

/** Whether the process is there and not a zombie that nobody has collected. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'latin1'));
  } catch {
    return false;
  }
}

/** Waits until something is so; the test's own time-out ends it otherwise. */
export async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await delay(5);
}
