import { setTimeout as delay } from 'node:timers/promises';
import type { Field } from '../support/field.ts';
import { Random } from '../support/random.ts';
import type { Running } from '../support/tocsin-process.ts';
import { look, type Seen, settle, type Told, wordsOf } from './watch.ts';

/** Makes trouble on a field and says what stood there in the end. */
export type Scenario = (field: Field, restart?: () => Promise<void>) => Promise<Seen>;

/** Milliseconds after which a scenario that has not come to rest has failed. */
const PATIENCE = 240_000;

/** An editor who publishes, corrects and retracts. */
class Editor {
  readonly told: Told[] = [];
  readonly #field: Field;
  readonly #random: Random;

  constructor(field: Field, random: Random) {
    this.#field = field;
    this.#random = random;
  }

  async publish(): Promise<void> {
    const number = this.told.length + 1;
    const severity = this.#random.pick(['low', 'medium', 'high', 'critical'] as const);
    const id = await this.#field.publish({ body: wordsOf(number, 1), severity });
    this.told.push({ id, number, revision: 1, retracted: false });
  }

  async correct(): Promise<void> {
    const item = this.#random.pick(this.told.slice(-3));
    if (item.retracted) return;
    const revision = item.revision + 1;
    const body = wordsOf(item.number, revision);
    await this.#field.correct(item.id, { body }, `Version ${revision - 1} was wrong.`);
    item.revision = revision;
  }

  /** The newest; what is retracted is corrected no more. */
  async retract(): Promise<void> {
    const item = this.told.at(-1);
    if (item === undefined || item.retracted) return;
    await this.#field.retract(item.id, 'It was not so.');
    item.retracted = true;
  }
}

/** Tries again while the database is away, as an editor would. */
async function untilDone(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await work();
    } catch {
      await delay(200);
    }
  }
}

async function finish(field: Field, editor: Editor): Promise<Seen> {
  await settle(field, PATIENCE);
  return await look(field, editor.told);
}

/**
 * A node is killed so many times, each at a random moment after something was published, and started
 * anew. Of several they take turns, and the others go on.
 */
export function kills(times: number, nodes = 1): Scenario {
  return async (field) => {
    const random = new Random(7);
    const editor = new Editor(field, random);
    const running: Running[] = [];
    while (running.length < nodes) running.push(await field.startNode());
    for (let kill = 0; kill < times; kill += 1) {
      await editor.publish();
      if (kill % 3 === 2) await editor.correct();
      if (kill % 7 === 6) await editor.retract();
      await delay(random.below(900));
      const [killed] = running.splice(0, 1);
      killed?.process.kill('SIGKILL');
      await killed?.ended;
      running.push(await field.startNode());
    }
    return await finish(field, editor);
  };
}

/** The database goes away and comes back while posts are under way, three times. */
export const stopPostgres: Scenario = async (field, restart) => {
  const random = new Random(11);
  const editor = new Editor(field, random);
  await field.startNode();
  for (let round = 0; round < 3; round += 1) {
    await editor.publish();
    await delay(random.below(600));
    await restart?.();
    await untilDone(() => editor.correct());
  }
  return await finish(field, editor);
};

/** Slack and Discord refuse, fail and break off, before and after they did what was asked. */
export const storm: Scenario = async (field) => {
  const editor = new Editor(field, new Random(13));
  await field.startNode();
  for (let round = 0; round < 4; round += 1) {
    for (const how of [
      { status: 429, retryAfter: 1 },
      { status: 503 },
      { status: 502, done: true },
      { drop: true },
      { drop: true, done: true },
    ] as const) {
      field.slack.fail({ method: 'chat.postMessage', times: 2, how });
      field.slack.fail({ method: 'chat.update', times: 1, how });
    }
    const route = 'POST /channels/:channel/messages';
    for (const how of [
      { status: 429, retryAfter: 0.5 },
      { status: 429, scope: 'global', retryAfter: 1 },
      { status: 429, scope: 'shared', retryAfter: 0.5 },
      { status: 503 },
      { status: 502, handled: true },
      { drop: true },
      { drop: true, handled: true },
    ] as const) {
      field.discord.fail({ route, times: 2, how });
    }
    await editor.publish();
    await delay(700);
    await editor.correct();
    await delay(700);
  }
  field.slack.clearFaults();
  field.discord.stopFailing();
  return await finish(field, editor);
};

/** The connections on which people's requests come break off; what is posted does not depend on them. */
export const cutSockets: Scenario = async (field) => {
  const editor = new Editor(field, new Random(17));
  await field.startNode();
  for (let round = 0; round < 3; round += 1) {
    await editor.publish();
    field.slack.sockets.dropAll();
    field.discord.gateway.drop();
    await delay(400);
    await editor.correct();
  }
  return await finish(field, editor);
};
