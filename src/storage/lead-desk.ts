import { sql, type Transaction } from 'kysely';
import { PartialDate } from '../domain/partial-date.ts';
import { Source } from '../domain/source.ts';
import type { LeadDesk } from '../leads/lead-desk.ts';
import type { LeadItem } from '../leads/leads.ts';
import type { Clock } from '../shared/clock.ts';
import { contentHash } from '../shared/content-hash.ts';
import type { Database } from './database.ts';
import { writeDeskRecords } from './desk-records.ts';
import { DESK } from './drafts.ts';
import { storable } from './storable-text.ts';
import type { Tables } from './tables.ts';
import { lockCatalogue } from './write-records.ts';

type Tx = Transaction<Tables>;

/** As a source may have. */
const LONGEST_TITLE = 300;
const LONGEST_PUBLISHER = 120;

/** One page has one source of the desk, whatever is attached to how many incidents. */
function idOf(url: string): string {
  return `s-desk-${contentHash(url).slice(0, 16)}`;
}

function cut(words: string, longest: number): string {
  const clean = words.replace(/\s+/g, ' ').trim();
  return clean.length <= longest ? clean : `${clean.slice(0, longest - 1).trimEnd()}…`;
}

async function aboutBefore(trx: Tx, id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ about: string[] | null }>`
    select body -> 'about' as about from tocsin.record
    where catalogue = ${DESK} and kind = 'source' and id = ${id} and not withdrawn
    order by revision desc limit 1`.execute(trx);
  return rows[0]?.about ?? [];
}

/** The source that an item becomes; undefined for one without an address. */
async function sourceOf(
  trx: Tx,
  { url, title, publisher, publishedOn, tier }: LeadItem,
  incident: string,
): Promise<Source | undefined> {
  if (url === undefined) return undefined;
  const id = idOf(url);
  const about = new Set([...(await aboutBefore(trx, id)), incident]);
  const words = cut(title, LONGEST_TITLE);
  return Source.safeParse({
    ...{ id, url, tier },
    publisher: cut(publisher, LONGEST_PUBLISHER),
    title: words === '' ? '(no title)' : words,
    publishedOn: PartialDate.nullable().parse(publishedOn ?? null),
    about: [...about],
  }).data;
}

/** What editors do with leads, on PostgreSQL. */
export function createLeadDesk(db: Database, clock: Clock): LeadDesk {
  return {
    attach: ({ items }, incident, by) =>
      db.transaction().execute(async (trx) => {
        await lockCatalogue(trx, DESK);
        const sources = new Map<string, Source>();
        for (const item of items) {
          const source = await sourceOf(trx, item, incident);
          if (source !== undefined) sources.set(source.id, source);
        }
        const drafts = [...sources.values()].map((body) => ({ kind: 'source', body }) as const);
        await writeDeskRecords(trx, drafts, by.id, clock.now());
        return items.filter(({ url }) => url !== undefined).length;
      }),
    async drafted(disclosure, lead) {
      await db
        .insertInto('lead_draft')
        .values({ disclosure, lead: storable(lead), begun_at: clock.now() })
        .onConflict((conflict) => conflict.column('disclosure').doNothing())
        .execute();
    },
    async leadOf(disclosure) {
      const row = await db
        .selectFrom('lead_draft')
        .select('lead')
        .where('disclosure', '=', storable(disclosure))
        .executeTakeFirst();
      return row?.lead;
    },
    async disclosureOf(lead) {
      const row = await db
        .selectFrom('lead_draft')
        .select('disclosure')
        .where('lead', '=', storable(lead))
        .orderBy('begun_at', 'desc')
        .orderBy('disclosure')
        .executeTakeFirst();
      return row?.disclosure;
    },
  };
}
