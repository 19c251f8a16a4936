import type { Cadence } from '../domain/subscription.ts';
import { capitalise } from './words.ts';

/** "as it comes", "once a day at 08:00 (Europe/Berlin)", "every Monday at 08:00 (UTC)". */
export function cadenceInWords(cadence: Cadence): string {
  if (cadence.every === 'item') return 'as it comes';
  const time = `at ${cadence.at} (${cadence.zone})`;
  return cadence.every === 'day' ? `once a day ${time}` : `every ${capitalise(cadence.on)} ${time}`;
}
