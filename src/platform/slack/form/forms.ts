import type { FormAsked } from '../../../command/form.ts';
import type { House } from '../../../interaction/house.ts';
import { inTime } from '../../../interaction/in-time.ts';
import type { Calls } from '../calls.ts';
import { failureOf } from '../failures.ts';
import type { Arrival } from '../receive/arrival.ts';
import { type FormPlace, sealPlace } from './place.ts';
import { formView } from './view.ts';

export interface Forms {
  /**
   * Opens a form for whoever acted.
   * @param trigger good once, for three seconds (SD handling-user-interaction)
   * @returns false when Slack did not open it, or not in time
   */
  open(arrival: Arrival, asked: FormAsked, trigger: string, place: FormPlace): Promise<boolean>;
  /** Shows what another verb asks for; what was filled in for others is gone. */
  change(arrival: Arrival, verb: string, view: OpenView): Promise<void>;
}

/** A form before somebody's eyes. */
export interface OpenView {
  readonly id: string;
  /** Changes with each change of the form, so that a late one does not undo a newer. */
  readonly hash: string;
  readonly metadata: string;
}

/** Until the command that asked for it must be acknowledged, in milliseconds. */
const PATIENCE = 2_000;

export function createForms(house: House, calls: Calls): Forms {
  const { commands, sealer, log } = house;
  return {
    async open(arrival, asked, trigger, place) {
      const { installed, user } = arrival;
      const metadata = sealPlace(place, { installed, user }, sealer);
      const view = formView(commands, asked, metadata);
      try {
        const opening = calls.call(installed, (client) =>
          client.views.open({ trigger_id: trigger, view }),
        );
        return !(await inTime(opening, PATIENCE)).late;
      } catch (error) {
        log.warn({ failure: failureOf(error) }, 'a form could not be opened');
        return false;
      }
    },
    async change({ installed }, verb, { id, hash, metadata }) {
      const view = formView(commands, { verb, values: {} }, metadata);
      try {
        await calls.call(installed, (client) => client.views.update({ view_id: id, hash, view }));
      } catch (error) {
        // Somebody who is quicker than Slack gets `hash_conflict`, and then the form of the later choice.
        log.warn({ failure: failureOf(error) }, 'a form could not be changed');
      }
    },
  };
}
