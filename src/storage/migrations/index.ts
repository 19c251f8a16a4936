import type { Migration } from 'kysely';
import * as record from './0001-record.ts';
import * as access from './0002-access.ts';
import * as interaction from './0003-interaction.ts';
import * as chart from './0004-chart.ts';
import * as telling from './0005-telling.ts';
import * as pace from './0006-pace.ts';
import * as claimMark from './0007-claim-mark.ts';
import * as leads from './0008-leads.ts';
import * as editorChannels from './0010-editor-channels.ts';
import * as imports from './0011-import.ts';

/**
 * Every migration by its name, in the order of the names. Listed here and not read from the
 * directory, so that what runs is what was checked.
 */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-record': record,
  '0002-access': access,
  '0003-interaction': interaction,
  '0004-chart': chart,
  '0005-telling': telling,
  '0006-pace': pace,
  '0007-claim-mark': claimMark,
  '0008-leads': leads,
  '0010-editor-channels': editorChannels,
  '0011-import': imports,
};
