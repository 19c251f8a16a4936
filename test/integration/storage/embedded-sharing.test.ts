import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { leftovers, sharedDataDir } from './support/data-dir.ts';
import { isAlive, joinedMember, type Member, serverPid, spawnMember } from './support/processes.ts';

const sessionOf = (pid: number) =>
  readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1]!.split(' ')[3]!;

describe('several processes on one data directory', () => {
  const dataDir = sharedDataDir();

  it('start at once on nothing, share one server, and leave in any order', async () => {
    const members = [1, 2, 3].map(() => spawnMember(dataDir));
    for (const member of members)
      expect(await member.next()).toMatchObject({ version: expect.stringMatching(/^18/) });
    const pid = serverPid(dataDir);

    const late = await joinedMember(dataDir);
    expect(late.said[0]?.attached).toBe(true);
    for (const member of members) {
      expect(await member.leave()).toBe(0);
      expect(isAlive(pid)).toBe(true);
    }
    expect(serverPid(dataDir)).toBe(pid);

    expect(await late.leave()).toBe(0);
    expect(isAlive(pid)).toBe(false);
    expect(leftovers(dataDir)).toEqual([]);
  });

  it('come and go at the same moment without ever missing the server', async () => {
    async function comeAndGo(turns: number): Promise<(number | null)[]> {
      const codes: (number | null)[] = [];
      for (let turn = 0; turn < turns; turn += 1) {
        const member: Member = await joinedMember(dataDir);
        await delay(Math.random() * 40);
        codes.push(await member.leave());
      }
      return codes;
    }
    const codes = await Promise.all([comeAndGo(5), comeAndGo(5), comeAndGo(5)]);
    expect(codes.flat()).toEqual(Array(15).fill(0));
    expect(leftovers(dataDir)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('keep Ctrl-C from the server', async () => {
    // A group of its own, as a shell gives to what it starts.
    const member = await joinedMember(dataDir, { detached: true });
    const pid = serverPid(dataDir);
    process.kill(-member.child.pid!, 'SIGINT');
    await member.ended();
    expect(isAlive(pid)).toBe(true);
    expect(sessionOf(pid)).toBe(String(pid));

    const next = await joinedMember(dataDir);
    expect(next.said[0]?.attached).toBe(true);
    expect(await next.leave()).toBe(0);
    expect(isAlive(pid)).toBe(false);
  });
});
