import { type Kysely, sql } from 'kysely';

/** Up to where changes of claims were told, catalogue by catalogue. What is there already is no change. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    create table tocsin.claim_mark (
      catalogue text primary key,
      seq bigint not null
    )`.execute(db);
  await sql`
    insert into tocsin.claim_mark (catalogue, seq)
    select catalogue, max(seq) from tocsin.record group by catalogue`.execute(db);
}
