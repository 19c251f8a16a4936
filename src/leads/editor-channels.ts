import type { Place } from '../domain/place.ts';
import type { Person } from './leads.ts';

/** A channel in which editors see each lead as it is raised. */
export interface EditorChannel {
  readonly place: Place;
  /** Off: nothing is posted there any more, and what stands there is still put right. */
  readonly on: boolean;
  /** When it was last turned on; what was raised before is not posted. */
  readonly since: Date;
  /** Who asked for it. */
  readonly by: Person;
  /** Whether whoever asked for it sits at the machine, and holds no right in the place's tenant. */
  readonly byOperator: boolean;
}

/** Port: where editors want to see leads. */
export interface EditorChannels {
  of(place: Place): Promise<EditorChannel | undefined>;
  /** All of them, those that are off too. */
  list(): Promise<readonly EditorChannel[]>;
  /** @returns false when it is so already; nothing is written then */
  set(
    place: Place,
    on: boolean,
    who: { readonly by: Person; readonly byOperator: boolean },
  ): Promise<boolean>;
}
