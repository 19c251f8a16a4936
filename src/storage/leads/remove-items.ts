import { sql, type Transaction } from 'kysely';
import type { Tables } from '../tables.ts';
import { reunite } from './lead-rows.ts';
import { leadTurn } from './lead-turn.ts';

type Tx = Transaction<Tables>;

/**
 * Takes the items of a feed away, and leads that have no other. Those of leads that were published or
 * attached stay, with these leads and what corrects them: something rests on them.
 */
export async function removeItems(trx: Tx, feed: string): Promise<void> {
  await leadTurn(trx);
  const { rows } = await sql<{ lead: string }>`
    delete from tocsin.lead_item using tocsin.item, tocsin.lead
    where item.id = lead_item.item and item.feed = ${feed}
      and lead.id = lead_item.lead and lead.kind = 'news'
      and lead.state not in ('published', 'attached')
    returning lead_item.lead`.execute(trx);
  const touched = [...new Set(rows.map(({ lead }) => lead))];
  await sql`
    delete from tocsin.lead
    where id = any(${touched}::text[])
      and not exists (select from tocsin.lead_item where lead_item.lead = lead.id)`.execute(trx);
  await sql`
    delete from tocsin.item
    where feed = ${feed}
      and not exists (select from tocsin.lead_item where lead_item.item = item.id)`.execute(trx);
  await reunite(trx, touched);
}
