import { pick } from '../command/pick.ts';
import { VARIABLES } from '../config/variables.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/**
 * Looks whether the incident meant by default is there, so that a slip in the settings is told at
 * start and not as an odd answer to a line that names no incident.
 * @returns a sentence for the log, or undefined when exactly one record is meant
 */
export function defaultIncidentFault(given: string, knowledge: Knowledge): string | undefined {
  const { is } = pick(given, ['incident', 'programme'], knowledge);
  if (is === 'one') return undefined;
  return `TOCSIN_DEFAULT_INCIDENT is "${given}", which leads to no single incident here; ${VARIABLES.TOCSIN_DEFAULT_INCIDENT.mend}`;
}
