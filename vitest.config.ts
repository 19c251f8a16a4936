import { defineConfig } from 'vitest/config';

/** Loading these takes longer than running them, and none keeps anything in a module. */
const SHARING = [
  'test/architecture.test.ts',
  'test/unit/*.test.ts',
  'test/unit/{app,card,cli,command,commands,config,delivery,disclosure}/**/*.test.ts',
  'test/unit/{http,ingest,interaction,knowledge}/**/*.test.ts',
  'test/unit/{present,shared,storage}/**/*.test.ts',
  'test/unit/platform/console/**/*.test.ts',
];

/**
 * The same, a platform each: the libraries of Slack and of Discord bring different majors of undici,
 * and the one that is used first in a process sets what the other sends with.
 */
const SLACK = [
  'test/unit/doubles/slack*.test.ts',
  'test/{unit/platform,integration}/slack/**/*.test.ts',
];
const DISCORD = [
  'test/unit/doubles/discord*.test.ts',
  'test/{unit/platform,integration}/discord/**/*.test.ts',
];

export default defineConfig({
  test: {
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // By default one less than there are cores, which on a machine with two is one.
    maxWorkers: '100%',
    projects: [
      { extends: true, test: { name: 'sharing', include: SHARING, isolate: false } },
      { extends: true, test: { name: 'slack', include: SLACK, isolate: false } },
      { extends: true, test: { name: 'discord', include: DISCORD, isolate: false } },
      {
        extends: true,
        test: {
          name: 'alone',
          include: ['test/**/*.test.ts'],
          exclude: [...SHARING, ...SLACK, ...DISCORD],
        },
      },
    ],
  },
});
