import type { Selectable } from 'kysely';
import type { EditorChannel, EditorChannels } from '../leads/editor-channels.ts';
import type { Clock } from '../shared/clock.ts';
import type { Database } from './database.ts';
import { storable } from './storable-text.ts';
import type { EditorChannelTable } from './tables.ts';

function toChannel(row: Selectable<EditorChannelTable>): EditorChannel {
  const { platform, tenant, channel, is_on: on, since } = row;
  const by = { id: row.by_id, name: row.by_name };
  return { place: { platform, tenant, channel }, on, since, by, byOperator: row.by_operator };
}

/** Editors' channels on PostgreSQL. */
export function createEditorChannels(db: Database, clock: Clock): EditorChannels {
  return {
    async of({ platform, tenant, channel }) {
      const row = await db
        .selectFrom('editor_channel')
        .selectAll()
        .where('platform', '=', platform)
        .where('tenant', '=', tenant)
        .where('channel', '=', channel)
        .executeTakeFirst();
      return row && toChannel(row);
    },
    async list() {
      const rows = await db
        .selectFrom('editor_channel')
        .selectAll()
        .orderBy('platform')
        .orderBy('tenant')
        .orderBy('channel')
        .execute();
      return rows.map(toChannel);
    },
    async set({ platform, tenant, channel }, on, { by, byOperator }) {
      const who = {
        by_id: storable(by.id),
        by_name: storable(by.name),
        by_operator: byOperator,
      };
      const since = clock.now();
      // Of one that was never on there is nothing to turn off.
      if (!on) {
        const { numUpdatedRows } = await db
          .updateTable('editor_channel')
          .set({ is_on: false, ...who })
          .where('platform', '=', platform)
          .where('tenant', '=', tenant)
          .where('channel', '=', channel)
          .where('is_on', '=', true)
          .executeTakeFirst();
        return numUpdatedRows === 1n;
      }
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('editor_channel')
        .values({ platform, tenant, channel, is_on: true, since, ...who })
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'tenant', 'channel'])
            .doUpdateSet({ is_on: true, since, ...who })
            .where('editor_channel.is_on', '=', false),
        )
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },
  };
}
