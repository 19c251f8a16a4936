import { type Selectable, sql, type Transaction } from 'kysely';
import type { Plan, Plans } from '../../leads/plans.ts';
import type { Clock } from '../../shared/clock.ts';
import { shortId } from '../../shared/short-id.ts';
import type { Database } from '../database.ts';
import { addTaskJob } from '../queue/jobs.ts';
import { storable } from '../storable-text.ts';
import type { Tables } from '../tables.ts';
import { leadsOf } from './lead-rows.ts';
import type { LeadTable } from './tables.ts';
import { tellOfLead } from './tell.ts';

type Tx = Transaction<Tables>;

async function unusedId(trx: Tx): Promise<string> {
  const id = shortId('D');
  const { rows } = await sql<{ used: boolean }>`
    select exists (select from tocsin.disclosure where id = ${id})
      or exists (select from tocsin.draft where id = ${id})
      or exists (select from tocsin.lead_draft where disclosure = ${id}) as used`.execute(trx);
  return rows[0]?.used === false ? id : unusedId(trx);
}

/** Decides, in the given transaction, that a lead is to be published, unless that is decided already. */
export async function planToPublish(
  trx: Tx,
  lead: string,
  plan: Pick<Plan, 'item' | 'rule' | 'severity'>,
  at: Date,
): Promise<void> {
  const disclosure = await unusedId(trx);
  const { numUpdatedRows } = await trx
    .updateTable('lead')
    .set({ plan: JSON.stringify({ ...plan, disclosure }) })
    .where('id', '=', lead)
    .where('plan', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await trx.insertInto('lead_draft').values({ disclosure, lead, begun_at: at }).execute();
  const key = `lead/${lead}/publish`;
  await addTaskJob(trx, { task: 'publish-lead', payload: { lead }, key, queue: key, runAt: at });
}

async function planned(
  db: Database | Tx,
  lead: string,
): Promise<Selectable<LeadTable> | undefined> {
  return db
    .selectFrom('lead')
    .selectAll()
    .where('id', '=', storable(lead))
    .where('plan', 'is not', null)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
}

/** What policies decided, on PostgreSQL. */
export function createPlans(db: Database, clock: Clock): Plans {
  return {
    async get(id) {
      const row = await planned(db, id);
      if (row?.plan === undefined || row.plan === null) return undefined;
      const [lead] = await leadsOf(db, [row]);
      return lead && { ...row.plan, lead };
    },
    drop: (id) =>
      db.transaction().execute(async (trx) => {
        const row = await planned(trx, id);
        if (row === undefined) return;
        await trx.updateTable('lead').set({ plan: null }).where('id', '=', row.id).execute();
        await tellOfLead(trx, row.id, clock.now());
      }),
  };
}
