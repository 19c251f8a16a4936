import type { Migration } from 'kysely';
import * as record from './0001-record.ts';

/**
 * Every migration by its name, in the order of the names. Listed here and not read from the
 * directory, so that what runs is what was checked.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-record': record,
};
