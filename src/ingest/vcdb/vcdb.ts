import { CitedPages } from '../core/cited.ts';
import type { Format } from '../core/format.ts';
import { candidates, type Shared, sharedCandidates, stateActor } from './convert.ts';
import { recordsIn } from './records.ts';
import { VerisRecord } from './schema.ts';
import { PUBLISHER } from './wording.ts';

/** The VERIS Community Database, or any records in its form: those that are laid to a state. */
export const vcdb: Format = {
  name: 'vcdb',
  about:
    'incidents of the VERIS Community Database that are laid to a state (JSON, file or folder)',
  catalogue: 'vcdb',
  async *read(input, reading) {
    const shared: Shared = { pages: new CitedPages(PUBLISHER), groups: new Map() };
    for await (const { value, where } of recordsIn(input, reading)) {
      reading.signal.throwIfAborted();
      const { data: record, error } = VerisRecord.safeParse(value);
      if (record === undefined) {
        const [issue] = error.issues;
        const detail = `${issue?.path.join('.') || 'the record'}: ${issue?.message}`;
        reading.skip({ reason: 'not a VERIS record', where, detail });
        continue;
      }
      const external = stateActor(record);
      if (typeof external === 'string') reading.skip({ reason: external, where });
      else yield* candidates(record, external, where, shared, reading);
    }
    yield* sharedCandidates(shared);
  },
};
