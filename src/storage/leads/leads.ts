import { sql, type Transaction } from 'kysely';
import type { Decision, Lead, Leads, Person } from '../../leads/leads.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Database } from '../database.ts';
import { storable } from '../storable-text.ts';
import type { Tables } from '../tables.ts';
import { clean } from './feed-rows.ts';
import { leadsOf } from './lead-rows.ts';
import { tellOfLead } from './tell.ts';

type Tx = Transaction<Tables>;

type Decided = { readonly by: Person; readonly at: Date; readonly rule: string | undefined };

function outcomeColumns(decision: Decision, kind: Lead['kind']) {
  if (decision.state === 'published') return { disclosure: storable(decision.disclosure) };
  if (decision.state === 'attached') return { incident: storable(decision.incident) };
  // A correction is about something whatever becomes of it.
  const forgets = decision.state === 'waiting' && kind === 'news';
  return forgets ? { disclosure: null, incident: null } : {};
}

function decidedColumns({ state }: Decision, { by, at, rule }: Decided) {
  if (state === 'waiting') {
    return { decided_by: null, decided_name: null, decided_at: null, decided_rule: null };
  }
  return {
    ...{ decided_by: by.id, decided_name: clean(by.name), decided_at: at },
    decided_rule: rule ?? null,
  };
}

/** Writes a decision down, in the given transaction. Whoever planned to publish the lead plans no more. */
export async function decideLead(
  trx: Tx,
  lead: Pick<Lead, 'id' | 'kind'>,
  decision: Decision,
  decided: Decided,
): Promise<void> {
  await trx
    .updateTable('lead')
    .set({
      ...{ state: decision.state, plan: null, version: sql<number>`version + 1` },
      ...decidedColumns(decision, decided),
      ...outcomeColumns(decision, lead.kind),
    })
    .where('id', '=', lead.id)
    .execute();
}

/** The inbox on PostgreSQL. */
export function createLeads(db: Database, clock: Clock): Leads {
  return {
    async get(id) {
      const rows = await db.selectFrom('lead').selectAll().where('id', '=', storable(id)).execute();
      return (await leadsOf(db, rows)).at(0);
    },
    list: (state, skip, limit) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (trx) => {
          const of = trx.selectFrom('lead').where('state', '=', state);
          const { total } = await of
            .select(({ fn }) => fn.countAll<string>().as('total'))
            .executeTakeFirstOrThrow();
          const rows = await of
            .selectAll()
            .orderBy('kind')
            .orderBy('raised_at', 'desc')
            .orderBy('id')
            .offset(skip)
            .limit(limit)
            .execute();
          return { leads: await leadsOf(trx, rows), total: Number(total) };
        }),
    decide: (id, version, decision, by, rule) =>
      db.transaction().execute(async (trx) => {
        const seen = await trx
          .selectFrom('lead')
          .selectAll()
          .where('id', '=', storable(id))
          .forUpdate()
          .executeTakeFirst();
        if (seen === undefined || (version !== undefined && seen.version !== version)) {
          return undefined;
        }
        const at = clock.now();
        await decideLead(trx, seen, decision, { by, at, rule });
        // Editors are shown it even if this process ends now.
        await tellOfLead(trx, seen.id, at);
        const rows = await trx.selectFrom('lead').selectAll().where('id', '=', seen.id).execute();
        return (await leadsOf(trx, rows)).at(0);
      }),
  };
}
