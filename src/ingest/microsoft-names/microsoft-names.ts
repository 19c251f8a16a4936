import { TocsinError } from '../../shared/errors.ts';
import type { Candidate, Format, Reading } from '../core/format.ts';
import type { Input } from '../core/input.ts';
import { readJson } from '../core/json.ts';
import { addRow, type Group, recordsOf, SOURCE_ID } from './convert.ts';
import { MICROSOFT } from './names.ts';
import { rowOf } from './schema.ts';

/** Where the list is published, whichever copy of it is read. */
const HOME =
  'https://raw.githubusercontent.com/microsoft/mstic/master/PublicFeeds/ThreatActorNaming/MicrosoftMapping.json';

function refused(input: Input, cause?: unknown): TocsinError {
  return new TocsinError('this is not Microsoft’s list of threat actor names', {
    code: 'microsoft-names.not-the-list',
    fault: 'user',
    where: input.name,
    remedy: `Name a copy of ${HOME}.`,
    ...(cause !== undefined && { cause }),
  });
}

async function* read(input: Input, reading: Reading): AsyncGenerator<Candidate> {
  const { bytes } = await input.open();
  const list = await readJson(bytes, input.name);
  if (!Array.isArray(list)) throw refused(input);
  const groups = new Map<string, Group>();
  for (const [index, value] of list.entries()) {
    const { data: row, error } = rowOf(value);
    if (row === undefined) {
      const detail = error.issues.map(({ message }) => message).join('; ');
      reading.skip({ reason: 'not a row of the list', where: `[${index}]`, detail });
    } else if (addRow(groups, row, `[${index}] (${row.name})`)) {
      reading.note('row of a group that another row names too');
    }
  }
  if (groups.size === 0) throw refused(input);
  yield {
    kind: 'source',
    where: input.name,
    body: {
      id: SOURCE_ID,
      publisher: MICROSOFT,
      title: 'Threat actor names (MicrosoftMapping.json)',
      url: HOME,
      publishedOn: null,
      tier: 'vendor',
    },
  };
  for (const group of groups.values()) yield* recordsOf(group, groups, reading);
}

/** Microsoft's list of what it calls which threat actor: https://github.com/microsoft/mstic. */
export const microsoftNames: Format = {
  name: 'microsoft-names',
  about: 'Microsoft’s list of threat actor names (MicrosoftMapping.json)',
  catalogue: 'microsoft-names',
  read,
};
