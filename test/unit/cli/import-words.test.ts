import { describe, expect, it } from 'vitest';
import type { ImportOutcome } from '../../../src/app/imports.ts';
import { outcomeLines } from '../../../src/cli/import-words.ts';
import { Tally } from '../../../src/ingest/core/tally.ts';

function outcome(summary: ImportOutcome['summary']): ImportOutcome {
  const [skipped, notes] = [new Tally(), new Tally()];
  for (let at = 0; at < 1_200; at += 1) skipped.add('not used: tool', `objects[${at}]`);
  skipped.add('not used: malware', 'objects[9]');
  skipped.add('no title', 'objects[7]', 'it has none');
  notes.add('dangling reference');
  const read = { catalogue: 'attack', location: 'a.json', records: 1_186, skipped, notes };
  return { ...read, summary } as unknown as ImportOutcome;
}

describe('what an import says at its end', () => {
  const nothing = { added: 0, changed: 0, withdrawn: 0 };

  it('tells figures, what is of no use in one line, and what was passed over with its place', () => {
    const lines = outcomeLines(outcome({ ...nothing, unchanged: 1_186 } as never), nothing);
    expect(lines).toEqual([
      'attack, from a.json: 1,186 records read.',
      '0 added, 0 changed, 0 withdrawn, 1,186 as they were.',
      'Not used, since Tocsin tells of none: 1,200 tool, 1 malware.',
      '1 passed over:',
      '  1 × no title',
      '      objects[7]: it has none',
      'Taken in, though odd:',
      '  1 × dangling reference',
    ]);
  });

  it('tells what it would have done', () => {
    expect(outcomeLines(outcome(undefined), { added: 2, changed: 1, withdrawn: 0 })[1]).toBe(
      'Nothing was written. An import would have: 2 added, 1 changed, 0 withdrawn.',
    );
  });
});
