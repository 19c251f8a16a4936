import type { Task, TaskList } from 'graphile-worker';
import type { Tasks } from '../../delivery/tasks.ts';
import type { Place, PlatformName } from '../../domain/place.ts';
import type { Chore, Payloads } from './chores.ts';

/** Handlers by the names of tasks that `jobs.ts` gives. */
export interface Handlers {
  readonly taskList: TaskList;
  /** How many run. */
  running(): number;
  /** Resolves when none runs. */
  idle(): Promise<void>;
}

/** What a queue is to do. */
export type Work =
  | {
      readonly tasks: Tasks;
      /** Those that this node has: it leaves to others what is for any other. */
      readonly platforms: readonly PlatformName[];
    }
  /** By name, and no others: they need no platform. */
  | { readonly chores: Chores };

export type Chores = { readonly [C in Chore]?: (payload: Payloads[C]) => Promise<void> };

/** The payload is what `jobs.ts` wrote for a task of that name. */
type Handler = (payload: never) => Promise<void>;

function forPlatforms(tasks: Tasks, platforms: readonly PlatformName[]): Record<string, Handler> {
  const deliver = ({ post }: { readonly post: string }) => tasks.deliver(post);
  const tell = ({ platform, tenant, channel }: Place) =>
    tasks.tellOfRest({ platform, tenant, channel });
  const release = (due: { readonly disclosure: string; readonly revision: number }) =>
    tasks.release(due.disclosure, due.revision);
  return {
    release,
    ...Object.fromEntries(platforms.map((platform) => [`deliver-${platform}`, deliver])),
    ...Object.fromEntries(platforms.map((platform) => [`tell-${platform}`, tell])),
  };
}

function byName(work: Work): Readonly<Record<string, Handler>> {
  return 'chores' in work ? { ...work.chores } : forPlatforms(work.tasks, work.platforms);
}

export function createHandlers(work: Work): Handlers {
  const running = new Set<Promise<void>>();

  function tracked(handle: Handler): Task {
    return async (payload) => {
      const handled = handle(payload as never);
      const over = handled.then(
        () => {},
        () => {},
      );
      running.add(over);
      try {
        await handled;
      } finally {
        running.delete(over);
      }
    };
  }

  const entries = Object.entries(byName(work));
  return {
    taskList: Object.fromEntries(entries.map(([name, handle]) => [name, tracked(handle)])),
    running: () => running.size,
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
