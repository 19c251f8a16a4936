/**
 * A node in a process of its own: takes jobs, says which posts it was given in one line of JSON each, and
 * never gets done with them.
 */
import { createSealer } from '../../../../src/shared/sealing.ts';
import { openStorage } from '../../../../src/storage/open-storage.ts';

const storage = await openStorage({
  dataDir: '/nowhere',
  databaseUrl: process.argv[2],
  sealer: createSealer(['a key of tests']),
});
await storage.startQueue({
  tasks: {
    async deliver(post) {
      process.stdout.write(`${JSON.stringify({ post })}\n`);
      await new Promise(() => {});
    },
    release: async () => {},
    tellOfRest: async () => {},
  },
  platforms: ['slack'],
  concurrency: 2,
});
process.stdout.write(`${JSON.stringify({ ready: true })}\n`);
