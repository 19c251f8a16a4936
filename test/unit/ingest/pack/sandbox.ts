import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const SOUND = join(import.meta.dirname, '../../../fixtures/packs/sound');

/** A throw-away copy of the sound fixture, removed when it leaves scope. */
export class PackSandbox implements AsyncDisposable {
  readonly directory: string;

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async open(): Promise<PackSandbox> {
    const directory = await mkdtemp(join(tmpdir(), 'tocsin-pack-'));
    await cp(SOUND, directory, { recursive: true });
    return new PackSandbox(directory);
  }

  async write(file: string, text: string): Promise<void> {
    const path = join(this.directory, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, text);
  }

  /** Changes one place of a file; fails where the text is not found, so that no case tests nothing. */
  async replace(file: string, before: string, after: string): Promise<void> {
    const path = join(this.directory, file);
    const text = await readFile(path, 'utf8');
    if (!text.includes(before)) throw new Error(`${file} does not contain: ${before}`);
    await writeFile(
      path,
      text.replace(before, () => after),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.directory, { recursive: true, force: true });
  }
}
