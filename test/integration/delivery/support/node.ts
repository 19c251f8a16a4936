import { createTasks } from '../../../../src/delivery/create-tasks.ts';
import type { Pacing } from '../../../../src/delivery/ledger.ts';
import type { Tasks } from '../../../../src/delivery/tasks.ts';
import type { Place } from '../../../../src/domain/place.ts';
import type { Tlp } from '../../../../src/domain/vocabulary.ts';
import { FarSide, type FarSideOptions } from '../../../support/far-side.ts';
import { Random } from '../../../support/random.ts';
import { presenter } from '../../../unit/delivery/support/posts.ts';
import type { House } from '../../storage/support/telling.ts';

/** Nothing is waited for: what the limits do is for their own tests. */
const UNPACED: Pacing = { reserve: async () => 0, hold: async () => {} };

interface TellPayload extends Place {
  readonly post?: string;
}

/** A node that works on the real ledger, towards a far side that does as it is told. */
export class Node {
  readonly house: House;
  readonly far: FarSide;
  readonly tasks: Tasks;
  readonly notices: string[] = [];
  ceiling: Tlp = 'CLEAR';

  constructor(house: House, options: Omit<FarSideOptions, 'clock'> = {}, pacing = UNPACED) {
    const { ledger, notices, release } = house.storage;
    const { clock } = house;
    const chance = new Random(1);
    this.house = house;
    this.far = new FarSide({ ...options, clock });
    this.tasks = createTasks({
      ...{ ledger, notices, presenter, clock, release, pacing },
      destinations: () => this.far,
      ceilings: { of: () => this.ceiling },
      random: () => chance.next(),
      sleep: async (milliseconds) => clock.pass(milliseconds),
      notice: (text) => void this.notices.push(text),
      channel: (place) => house.storage.subscriptions.channel(place),
    });
  }

  /** Takes the first job that is due by the hand clock, as the queue does. @returns whether there was one */
  async runOne(): Promise<boolean> {
    const [job] = await this.house.sql<{ task: string; payload: TellPayload; key: string }>(
      `with first as (
         select job.id, task.identifier from graphile_worker._private_jobs as job
         join graphile_worker._private_tasks as task on task.id = job.task_id
         where run_at < $1::timestamptz + interval '1 millisecond' order by run_at, job.id limit 1)
       delete from graphile_worker._private_jobs as job using first where job.id = first.id
       returning first.identifier as task, job.payload, job.key`,
      [this.house.clock.now()],
    );
    if (job === undefined) return false;
    const end = await this.far.during(this.#perform(job)).catch(() => 'died');
    // The queue gives it to another node, unless it has been replaced.
    if (end === 'died') {
      await this.house.sql(
        `select graphile_worker.add_job($1, $2, run_at => $3, job_key => $4,
           job_key_mode => 'preserve_run_at')`,
        [job.task, job.payload, this.house.clock.now(), job.key],
      );
    }
    return true;
  }

  async #perform({ task, payload }: { task: string; payload: TellPayload }): Promise<void> {
    if (task.startsWith('tell-')) return await this.tasks.tellOfRest(payload);
    await this.tasks.deliver(payload.post ?? '');
  }

  /** Works, and lets time pass, until nothing is to be done. */
  async settle(): Promise<void> {
    for (let step = 0; step < 500; step += 1) {
      if (await this.runOne()) continue;
      const [next] = await this.house.sql<{ at: Date | null }>(
        'select min(run_at) as at from graphile_worker._private_jobs',
      );
      if (next?.at == null) return;
      const wait = next.at.getTime() - this.house.clock.now().getTime();
      if (wait > 0) this.house.clock.pass(wait);
    }
    throw new Error('it does not come to rest');
  }
}
