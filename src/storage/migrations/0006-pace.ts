import { type Kysely, sql } from 'kysely';

/** Places in the limits of the platforms, for all nodes alike. What a crash loses only lets a limit begin anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`
    alter table tocsin.pace
      add column held_until timestamptz,
      add column queue_ends timestamptz,
      add column idle_at timestamptz not null default now()`.execute(db);
  await sql`create index pace_idle_at on tocsin.pace (idle_at)`.execute(db);
  await sql`
    create unlogged table tocsin.pace_claim (
      asker text primary key,
      keys text[] not null,
      slot timestamptz not null,
      booked boolean not null
    )`.execute(db);
  await sql`create index pace_claim_slot on tocsin.pace_claim (slot)`.execute(db);
  // Each run of `most` times that is shorter than the span shuts out the moments around it, because one
  // more among them would be too many; the first moment that no run shuts out is the place.
  await sql`
    create function tocsin.first_free(
      earliest timestamptz, keys text[], most integer[], span_ms double precision[]
    ) returns timestamptz language plpgsql as $$
    declare
      free timestamptz := earliest;
      before timestamptz;
      times timestamptz[];
      span interval;
    begin
      loop
        before := free;
        for i in 1 .. cardinality(keys) loop
          select greatest(free, held_until), taken into free, times
            from tocsin.pace where key = keys[i];
          span := make_interval(secs => span_ms[i] / 1000.0);
          for nth in most[i] .. cardinality(times) loop
            if free > times[nth] - span and free < times[nth - most[i] + 1] + span then
              free := times[nth - most[i] + 1] + span;
            end if;
          end loop;
        end loop;
        if free = before then return free; end if;
      end loop;
    end
    $$`.execute(db);
  // Places are booked exactly as far as a limit's list reaches. Who comes when it is full is told when,
  // at the pace of the limit, his turn to book will come: so the lists stay short, however many come.
  await sql`
    create function tocsin.reserve_pace(
      whom text, limits text[], most integer[], span_ms double precision[], patience_ms integer
    ) returns double precision language plpgsql as $$
    declare
      at_once timestamptz;
      place timestamptz;
      claim tocsin.pace_claim;
      locked bigint;
      turn timestamptz;
      wait double precision;
    begin
      -- In the order of the keys, so that nobody waits for anybody in a circle.
      loop
        insert into tocsin.pace (key, taken)
          select distinct asked, '{}'::timestamptz[] from unnest(limits) as asked order by asked
          on conflict do nothing;
        perform from tocsin.pace where key = any (limits) order by key for update;
        get diagnostics locked = row_count;
        exit when locked = (select count(distinct asked) from unnest(limits) as asked);
      end loop;
      at_once := clock_timestamp();

      delete from tocsin.pace_claim where asker = whom returning * into claim;
      if claim.keys is distinct from limits then claim := null; end if;
      if claim.booked then
        -- A little late is in time: else whoever is slow would lose every place he is given.
        if claim.slot > at_once - interval '250 ms' and not exists (
          select from tocsin.pace where key = any (limits) and held_until > claim.slot)
        then
          place := claim.slot;
        else
          update tocsin.pace
            set taken = taken[:array_position(taken, claim.slot) - 1]
              || taken[array_position(taken, claim.slot) + 1:]
            where key = any (limits) and claim.slot = any (taken);
        end if;
      end if;

      if place is null then
        place := tocsin.first_free(at_once, limits, most, span_ms);
        if claim.asker is null then
          update tocsin.pace
            set queue_ends = greatest(queue_ends + pause, place),
              idle_at = greatest(idle_at, queue_ends + pause, place)
            from (
              select asked, max(greatest(2 * n, 250)) as full_at,
                make_interval(secs => max(ms / 1000.0 / n)) as pause,
                make_interval(secs => max(ms / 1000.0)) as longest
              from unnest(limits, most, span_ms) as l (asked, n, ms) group by asked
            ) as rules
            where key = asked and (
              taken[cardinality(taken) - full_at + 1] > at_once - longest or queue_ends > place);
          select max(queue_ends) into turn from tocsin.pace
            where key = any (limits) and queue_ends >= place;
        elsif not claim.booked then
          turn := claim.slot;
        end if;
        if turn > at_once + make_interval(secs => patience_ms / 1000.0) then
          insert into tocsin.pace_claim values (whom, limits, turn, false);
          return extract(epoch from turn - at_once) * 1000;
        end if;
        update tocsin.pace
          set taken = array(
              select taking from unnest(taken || place) as taking
              where taking > at_once - longest order by taking),
            idle_at = greatest(idle_at, place + longest)
          from (
            select asked, make_interval(secs => max(ms) / 1000.0) as longest
            from unnest(limits, span_ms) as l (asked, ms) group by asked
          ) as rules
          where key = asked;
      end if;

      wait := greatest(extract(epoch from place - at_once) * 1000, 0);
      if wait > patience_ms then
        insert into tocsin.pace_claim values (whom, limits, place, true);
      end if;
      return wait;
    end
    $$`.execute(db);
}
