/**
 * Reads the third-party files that lie beside the repository: every feed and list of feeds, and what each
 * import format claims to read. Prints what became of them; the exit code is 1 when something crashes or
 * hangs, when a well-formed feed is not read for another reason than a rule of ours, when a format does not
 * get to the end of its file, or when anything reaches outside. Where the files are not there it says so.
 *
 *   node test/corpora/run.ts
 */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { table } from '../../bench/measure.ts';
import { readOpml } from '../../src/ingest/opml/opml.ts';
import { TocsinError } from '../../src/shared/errors.ts';
import { sharedData } from '../support/shared-data.ts';
import { closeAllWaysOut } from './connections.ts';
import { faultOf, OUTCOMES, type ReadFile, readFeeds, readHere } from './feeds.ts';
import { readFormats } from './formats.ts';

const root = sharedData('.');
const feedsRoot = sharedData('feeds');
if (root === undefined || feedsRoot === undefined) {
  console.log('The third-party files are not at ../shared/data: nothing was read.');
  process.exit(0);
}
const faults: string[] = [];
const waysOut = closeAllWaysOut();

function feedTable(files: readonly ReadFile[]): string {
  const corpora: readonly [string, readonly ReadFile[]][] = [
    ...Map.groupBy(files, ({ corpus }) => corpus),
    ['all', files],
  ];
  const rows = corpora.map(([corpus, read]) => [
    corpus,
    String(read.length),
    ...OUTCOMES.map((outcome) => String(read.filter((one) => one.outcome === outcome).length)),
    String(read.reduce((sum, { items }) => sum + items, 0)),
  ]);
  const columns = OUTCOMES.map((outcome) => outcome.replace('feed.', ''));
  return table(['feeds', 'files', ...columns, 'items'], rows);
}

function reasonTable(files: readonly ReadFile[]): string {
  const refused = files.filter(({ outcome }) => outcome !== 'parsed');
  const rows = [...Map.groupBy(refused, ({ corpus, reason }) => `${corpus}: ${reason}`)].map(
    ([reason, { length }]) => [reason, String(length)],
  );
  return table(['why not', 'files'], rows.sort());
}

function readList(path: string): readonly string[] {
  try {
    const { feeds, skipped } = readOpml(readFileSync(path), path);
    return [String(feeds.length), String(skipped.length), ''];
  } catch (error) {
    if (error instanceof TocsinError) return ['0', '0', error.message];
    faults.push(`crash: ${path}: ${error}`);
    return ['0', '0', 'crash'];
  }
}

const files = await readFeeds(feedsRoot);
for (const { path } of files) readHere(feedsRoot, path);
faults.push(...files.flatMap((file) => faultOf(file) ?? []));
console.log(feedTable(files), '\n');
console.log(reasonTable(files), '\n');

const lists = globSync('{opml,feeds}/**/*.opml', { cwd: root }).sort();
const listRows = lists.map((path) => [path, ...readList(join(root, path))]);
console.log(table(['lists of feeds', 'feeds', 'passed over', 'why not'], listRows), '\n');

const formats = await readFormats(root);
const formatRows = formats.map(({ format, path, records, skipped }) => [
  `${format} ${path}`,
  String(records),
  String(skipped),
]);
console.log(table(['formats', 'records', 'passed over'], formatRows), '\n');
const passedOver = formats.flatMap(({ format, path, reasons }) =>
  reasons.map(({ reason, count }) => [`${format} ${path}: ${reason}`, String(count)]),
);
console.log(table(['why', 'passed over'], passedOver), '\n');
for (const { format, path, error } of formats) {
  if (error !== undefined) faults.push(`${format} ${path}: ${error}`);
}

if (waysOut() > 0) faults.push(`something tried to reach outside, ${waysOut()} times`);
for (const fault of faults) console.error(`FAULT ${fault}`);
console.log(faults.length === 0 ? 'All as it should be.' : `${faults.length} faults.`);
process.exitCode = faults.length === 0 ? 0 : 1;
