import { createDelivery, type DeliveryOptions } from './deliver.ts';
import { createTellOfRest, type RestOptions } from './rest.ts';
import type { Tasks } from './tasks.ts';

export type TaskOptions = DeliveryOptions &
  RestOptions & {
    /** Fans out when an embargo is over. */
    readonly release: Tasks['release'];
  };

/** All that the queue does. */
export function createTasks(options: TaskOptions): Tasks {
  return {
    deliver: createDelivery(options),
    release: options.release,
    tellOfRest: createTellOfRest(options),
  };
}
