import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { ROOT } from '../config/env.ts';
import { Tier } from '../domain/vocabulary.ts';
import { FeedPolicy } from '../leads/feeds.ts';
import { EXIT } from './exit.ts';

const EXAMPLES = `
Examples:
  tocsin feeds                             the feeds that are read
  tocsin feeds import starter:government   publishers to begin with: government, vendor, press
  tocsin feeds import feeds.opml --tier press
  tocsin feeds export > feeds.opml

In chat, editors do the rest: feed add, pause, resume, change, remove, test.
docs/feeds.md says how feeds become leads.
`;

const STARTERS = ['government', 'vendor', 'press'] as const;

interface ImportCall {
  readonly tier?: Tier;
  readonly policy: FeedPolicy;
}

function oneOf<T extends string>(options: readonly T[]): (text: string) => T {
  return (text) => {
    const found = options.find((one) => one === text);
    if (found !== undefined) return found;
    throw new InvalidArgumentError(`Write one of ${options.join(', ')}.`);
  };
}

async function bytesOf(path: string): Promise<Uint8Array> {
  const starter = STARTERS.find((one) => path === `starter:${one}`);
  const file = starter === undefined ? path : join(ROOT, 'packs/feeds', `${starter}.opml`);
  try {
    // A named pipe would keep the reader waiting for ever.
    if (!(await stat(file)).isFile()) throw new Error('this is no file');
    return await readFile(file);
  } catch (cause) {
    const { TocsinError } = await import('../shared/errors.ts');
    const isMissing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    throw new TocsinError(
      isMissing ? 'there is no such file' : 'the list of feeds cannot be read',
      {
        ...{ code: 'feeds.no-file', fault: 'user', where: path, cause },
        remedy: `Name an OPML file, or one of ${STARTERS.map((one) => `starter:${one}`).join(', ')}.`,
      },
    );
  }
}

async function importFeeds(path: string, { tier, policy }: ImportCall): Promise<void> {
  const { readOpml } = await import('../ingest/opml/opml.ts');
  const { fromTerminal, openForTerminal } = await import('./session.ts');
  const { addListed } = await import('../app/listed-feeds.ts');
  const { listLines } = await import('./feeds-words.ts');
  const list = readOpml(await bytesOf(path), path);
  await using app = await openForTerminal(() => {});
  const { who, where } = fromTerminal('');
  const { feeds, audit, clock } = app.services;
  const added = await addListed(list, { tier, policy, by: who }, feeds);
  const detail = `feeds import ${path}: ${added.added} added`;
  const done = { user: who.id, userName: who.name, act: 'feed', detail, outcome: 'done' } as const;
  await audit.record({ ...where, at: clock.now(), ...done });
  process.stdout.write(`${listLines(added).join('\n')}\n`);
}

async function exportFeeds(): Promise<void> {
  const { writeOpml } = await import('../ingest/opml/opml.ts');
  const { openForTerminal } = await import('./session.ts');
  await using app = await openForTerminal(() => {});
  const listed = (await app.services.feeds.list()).map(({ publisher, url, tier }) => {
    return { title: publisher, url, siteUrl: undefined, groups: [tier] };
  });
  process.stdout.write(`${writeOpml('Feeds of Tocsin', listed, app.services.clock.now())}\n`);
}

async function listFeeds(): Promise<void> {
  const { openForTerminal } = await import('./session.ts');
  const { feedLines } = await import('./feeds-words.ts');
  await using app = await openForTerminal(() => {});
  process.stdout.write(`${feedLines(await app.services.feeds.list()).join('\n')}\n`);
}

/** `tocsin feeds`: lists of feeds, in and out. */
export function addFeeds(tocsin: Command): void {
  const feeds = tocsin
    .command('feeds')
    .description('the feeds that are read for leads; lists of feeds (OPML) in and out')
    .addHelpText('after', EXAMPLES)
    .action(listFeeds);
  feeds
    .command('import')
    .description('add every feed of an OPML file, or of a list that comes with Tocsin')
    .addHelpText(
      'after',
      '\nExamples:\n  tocsin feeds import starter:vendor\n  tocsin feeds import feeds.opml --tier press\n',
    )
    .argument('<file>', `an OPML file, or ${STARTERS.map((one) => `starter:${one}`).join(', ')}`)
    .option(
      '--tier <tier>',
      `how close the publishers stand to what they tell: ${Tier.options.join(', ')}; without it, the heading that a feed lies under, where that is one of these`,
      oneOf(Tier.options),
    )
    .option(
      '--policy <policy>',
      `what becomes of items: ${FeedPolicy.options.join(', ')}`,
      oneOf(FeedPolicy.options),
      'hold',
    )
    .action(async (path: string, call: ImportCall) => {
      const { explainError, TocsinError } = await import('../shared/errors.ts');
      try {
        await importFeeds(path, call);
      } catch (error) {
        if (!(error instanceof TocsinError) || error.fault !== 'user') throw error;
        process.stderr.write(`${explainError(error)}\n`);
        process.exitCode = EXIT.problem;
      }
    });
  feeds
    .command('export')
    .description('write the feeds as OPML, each under how close its publisher stands')
    .addHelpText('after', '\nExamples:\n  tocsin feeds export > feeds.opml\n')
    .action(exportFeeds);
}
