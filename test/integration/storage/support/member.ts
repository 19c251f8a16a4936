/**
 * A Tocsin in a process of its own: joins the server of a data directory, says so in one line of
 * JSON, and leaves when told to by its standard input.
 */
import { once } from 'node:events';
import { TocsinError } from '../../../../src/shared/errors.ts';
import { startEmbedded } from '../../../../src/storage/embedded/start-embedded.ts';

const say = (value: object) => process.stdout.write(`${JSON.stringify(value)}\n`);

try {
  const server = await startEmbedded({
    dataDir: process.argv[2]!,
    notice: (notice) => say({ notice }),
  });
  say({ attached: server.attached, version: server.version });
  await once(process.stdin, 'data');
  await server.stop();
  say({ left: true });
  process.exit(0);
} catch (error) {
  const { code, remedy, where } =
    error instanceof TocsinError ? error : { code: '', remedy: '', where: '' };
  say({ error: (error as Error).message, code, remedy, where });
  process.exit(1);
}
