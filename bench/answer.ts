/**
 * How long an answer takes, from command line to the payloads for Slack and for Discord, at the size
 * of the built-in pack and at 10,000 incidents. The floor is what reading and writing those payloads
 * as JSON takes: no bot can be quicker than that.
 */
import { join } from 'node:path';
import { type Answering, createAnswering } from '../src/app/answering.ts';
import type { Answer } from '../src/command/answer.ts';
import type { Invocation } from '../src/command/context.ts';
import { ROOT } from '../src/config/env.ts';
import { loadPack } from '../src/ingest/pack/load.ts';
import type { Knowledge } from '../src/knowledge/knowledge.ts';
import { createKnowledge } from '../src/knowledge/snapshot.ts';
import { renderBlockKit } from '../src/render/block-kit/render.ts';
import { renderComponentsV2 } from '../src/render/components-v2/render.ts';
import { systemClock } from '../src/shared/clock.ts';
import { absentTelling } from '../test/support/absent-telling.ts';
import { asRevisions, generateRecords } from '../test/support/generate.ts';
import { memoryStores } from '../test/support/memory-stores.ts';
import { Random } from '../test/support/random.ts';
import { LARGE } from './large.ts';
import { LINES, type MakeLine } from './lines.ts';
import { quantile, table, timeEach } from './measure.ts';

const RUNS = 330;

function answeringFrom(knowledge: Knowledge): Answering {
  const [first] = knowledge.incidents();
  const { grants, audit, ceilings } = memoryStores();
  return createAnswering(
    {
      clock: systemClock,
      grants,
      audit,
      ceilings,
      knowledge: () => knowledge,
      defaultIncident: first?.id ?? '',
      version: 'bench',
      ...absentTelling(),
      health: async () => [{ part: 'database', state: 'ok', detail: 'not part of this' }],
    },
    (error) => {
      throw error;
    },
  );
}

function invocation(commandLine: string): Invocation {
  return {
    commandLine,
    who: { id: 'bench', name: 'bench' },
    where: { platform: 'slack', tenant: 'bench', channel: 'bench' },
    locale: 'en-GB',
    timeZone: 'UTC',
    may: new Set(['ask']),
  };
}

function payloads({ card, page, commandLine }: Answer): [slack: unknown, discord: unknown] {
  const options = { page, commandLine, shareable: true };
  return [renderBlockKit(card, options).payload, renderComponentsV2(card, options).payload];
}

/** p50, p99 and floor of one kind of line, in milliseconds. */
async function measure(answering: Answering, makeLine: MakeLine) {
  const knowledge = answering.services.knowledge();
  const random = new Random(7);
  const lines = Array.from({ length: RUNS }, () => makeLine(knowledge, random));
  const texts: string[] = [];
  const times = await timeEach(lines, async (line) =>
    payloads(await answering.ask(invocation(line))),
  );
  for (const line of lines) {
    texts.push(
      ...payloads(await answering.ask(invocation(line))).map((one) => JSON.stringify(one)),
    );
  }
  const floor = await timeEach(texts, (text) => JSON.stringify(JSON.parse(text)));
  // Each answer is two payloads.
  return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), floor: 2 * quantile(floor, 0.5) };
}

const ms = (value: number) => value.toFixed(value < 0.1 ? 3 : 2);
const times = (value: number) => `${value.toFixed(1)}x`;

const { drafts } = await loadPack(join(ROOT, 'packs/tocsin'));
const small = answeringFrom(createKnowledge(asRevisions(drafts, 'pack:tocsin')));
const large = answeringFrom(createKnowledge(asRevisions(generateRecords(LARGE))));

const rows: string[][] = [];
for (const [kind, makeLine] of Object.entries(LINES)) {
  const [pack, generated] = [await measure(small, makeLine), await measure(large, makeLine)];
  rows.push([
    kind,
    ...[pack, generated].flatMap(({ p50, p99, floor }) => [
      ms(p50),
      ms(p99),
      ms(floor),
      times(p50 / floor),
    ]),
    times(generated.p50 / pack.p50),
  ]);
}
const head = ['line', 'p50', 'p99', 'floor', 'ratio', 'p50', 'p99', 'floor', 'ratio', 'growth'];
console.log(
  `Milliseconds from command line to Slack and Discord payloads, ${RUNS} lines of each kind.\n` +
    `Left: the built-in pack. Right: ${LARGE.incidents} incidents, ${LARGE.actors} groups, ${LARGE.names} names.\n\n` +
    table(head, rows),
);
