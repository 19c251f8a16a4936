import { defineConfig } from 'vitest/config';

/** Loading these takes longer than running them, and none keeps anything in a module. */
const SHARING = [
  'test/architecture.test.ts',
  'test/unit/*.test.ts',
  'test/unit/{app,card,cli,command,commands,config,delivery,disclosure}/**/*.test.ts',
  'test/unit/{http,ingest,interaction,knowledge}/**/*.test.ts',
  'test/unit/{present,shared,storage}/**/*.test.ts',
  'test/unit/platform/**/*.test.ts',
  'test/unit/doubles/**/*.test.ts',
  'test/integration/{delivery,discord,ingest,leads,slack,storage,telling}/**/*.test.ts',
  'test/contract/stores/*.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // By default one less than there are cores, which on a machine with two is one.
    maxWorkers: '100%',
    globalSetup: 'test/integration/storage/support/shared-server-setup.ts',
    projects: [
      { extends: true, test: { name: 'sharing', include: SHARING, isolate: false } },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/**/*.test.ts'],
          exclude: SHARING,
        },
      },
    ],
  },
});
