/**
 * SQL that books what is accepted, and gives it back when it ends. A trigger does it in the same transaction, so that
 * no code can promise something without booking it; and nobody can write the bookings but this trigger.
 *
 * What makes a double booking impossible are constraints, whatever the code does:
 * - `booking_no_overlap`: two bookings of a resource that one at a time uses never overlap;
 * - `resource_slice_free_check`: at no moment is more of a resource promised than there is. What is used up (hours,
 *   days, euros) is taken from all slices of time, what is held (pieces, seats, square metres) from those it is held in;
 * - `need_balance_missing_check`: nothing is promised more than is needed.
 *
 * Everybody locks in one order, so that none waits for the other in a circle: organizations (against being merged or
 * suspended meanwhile), initiative (against ending), resource, need, and the match last; `lock_parties` does it in one go.
 */
export const bookingTriggers = `
  create function city.refuse_booking(rule text, said text) returns void language plpgsql set search_path = '' as $$
  begin
    raise exception using errcode = 'check_violation', constraint = rule, table = 'match', message = said;
  end $$;

  create function city.lock_parties(of_need text, of_resource text) returns void
  language plpgsql set search_path = '' as $$
  begin
    perform from city.organization o where o.id in (
        select organization_id from city.need where id = of_need
        union all select organization_id from city.resource where id = of_resource)
      order by o.id for share;
    perform from city.initiative i
      where i.id = (select initiative_id from city.need where id = of_need) for share;
    perform from city.resource where id = of_resource for no key update;
    perform from city.need where id = of_need for no key update;
  end $$;

  -- All cuts at once: a slice split again and again leaves as many dead rows, and each split would pass by all of them.
  create function city.split_slices(of_resource text, at_times tstzmultirange) returns void
  language plpgsql set search_path = '' as $$
  declare
    stretch tstzrange := range_merge(at_times);
    pieces city.resource_slice[];
  begin
    if not exists (select from city.resource_slice s where s.resource_id = of_resource) then return; end if;
    with slices as (
      select during, free from city.resource_slice s where s.resource_id = of_resource and s.during && stretch
    ), cuts as (
      select cut, max(free) as free from (
        select lower(during) as cut, free from slices
        union all select edge, null from unnest(at_times) span, unnest(array[lower(span), upper(span)]) edge
          where stretch @> edge or edge = upper(stretch)
      ) all_cuts
      where cut is not null or free is not null group by cut
    ), counted as (
      select cut, free, count(free) over (order by cut nulls first) as slice,
        lead(cut) over (order by cut nulls first) as next from cuts
    )
    select array_agg(row(of_resource, tstzrange(cut, next), left_free)::city.resource_slice) into pieces
      from (select cut, coalesce(next, (select upper(during) from slices order by during desc limit 1)) as next,
        max(free) over (partition by slice) as left_free from counted) pieces_of_slices
      where next is null or cut is null or cut < next;
    if cardinality(pieces) = (select count(*) from city.resource_slice s
        where s.resource_id = of_resource and s.during && stretch) then return; end if;
    delete from city.resource_slice s where s.resource_id = of_resource and s.during && stretch;
    insert into city.resource_slice select * from unnest(pieces);
  end $$;

  create function city.take_from_slices(thing city.resource, at_times tstzmultirange, taken numeric) returns void
  language plpgsql set search_path = '' as $$
  begin
    insert into city.resource_slice (resource_id, during, free)
      select thing.id, tstzrange(null, null), thing.amount
      where not exists (select from city.resource_slice s where s.resource_id = thing.id);
    if thing.unit in ('HOURS', 'DAYS', 'EUROS') then
      at_times := '{(,)}';
    else
      perform city.split_slices(thing.id, at_times);
    end if;
    update city.resource_slice s set free = s.free - taken
      where s.resource_id = thing.id and s.during <@ at_times;
  end $$;

  create function city.book_match() returns trigger language plpgsql set search_path = '' as $$
  declare
    was boolean := tg_op = 'UPDATE' and old.status in ('ACCEPTED', 'CONFIRMED');
    stands boolean := new.status in ('ACCEPTED', 'CONFIRMED');
    thing city.resource;
    lack city.need;
  begin
    if tg_op = 'UPDATE' and (old.need_id, old.resource_id) is distinct from (new.need_id, new.resource_id) then
      perform city.refuse_booking('match_pair_check', 'a match is of one need and one resource');
    end if;
    if tg_op = 'UPDATE' and old.status <> new.status and old.status not in ('PROPOSED', 'ACCEPTED', 'CONFIRMED') then
      perform city.refuse_booking('match_ended_check', 'a match that has ended stays so');
    end if;
    if not was and not stands then return null; end if;
    if was and stands and (old.amount, old.during) is not distinct from (new.amount, new.during) then
      return null;
    end if;
    select * into thing from city.resource where id = new.resource_id for no key update;
    select * into lack from city.need where id = new.need_id for no key update;
    if was then
      delete from city.booking where match_id = new.id;
      perform city.take_from_slices(thing, old.during, -old.amount);
      update city.need_balance set missing = missing + old.amount where need_id = new.need_id;
    end if;
    if stands then
      if (thing.kind, thing.unit) is distinct from (lack.kind, lack.unit) then
        perform city.refuse_booking('match_unit_check', 'the need is of another kind or unit');
      end if;
      if thing.status <> 'OPEN' or lack.status <> 'OPEN' then
        perform city.refuse_booking('match_open_check', 'the need or the resource was withdrawn');
      end if;
      insert into city.booking (match_id, during, resource_id, exclusive)
        select new.id, span, thing.id, thing.sharing = 'EXCLUSIVE' from unnest(new.during) span;
      perform city.take_from_slices(thing, new.during, new.amount);
      insert into city.need_balance (need_id, missing) values (lack.id, lack.amount) on conflict do nothing;
      update city.need_balance set missing = missing - new.amount where need_id = lack.id;
    elsif not exists (select from city.booking where resource_id = thing.id) then
      delete from city.resource_slice where resource_id = thing.id;
    end if;
    return null;
  end $$;
  create trigger book after insert or update of need_id, resource_id, amount, during, status on city.match
    for each row execute function city.book_match();

  create function city.keep_promises() returns trigger language plpgsql set search_path = '' as $$
  declare
    this_moment timestamptz := coalesce(nullif(current_setting('hub.now', true), '')::timestamptz, now());
  begin
    if tg_table_name = 'resource' then
      if (old.sharing, old.unit) is distinct from (new.sharing, new.unit)
          and exists (select from city.booking where resource_id = new.id) then
        perform city.refuse_booking('resource_promised_check', 'the resource is promised to somebody as it is');
      end if;
      -- There was as much of it as there was: what is held is more or less from now on.
      if new.unit in ('HOURS', 'DAYS', 'EUROS') then
        this_moment := null;
      else
        perform city.split_slices(new.id, tstzmultirange(tstzrange(this_moment, null)));
      end if;
      update city.resource_slice set free = free + new.amount - old.amount
        where resource_id = new.id and during && tstzrange(this_moment, null);
    else
      if old.unit is distinct from new.unit and exists (
          select from city.match where need_id = new.id and status in ('ACCEPTED', 'CONFIRMED')) then
        perform city.refuse_booking('need_promised_check', 'something is promised to the need as it is');
      end if;
      update city.need_balance set missing = missing + new.amount - old.amount where need_id = new.id;
    end if;
    return null;
  end $$;
  create trigger keep_promises after update on city.resource for each row
    when ((old.amount, old.unit, old.sharing) is distinct from (new.amount, new.unit, new.sharing))
    execute function city.keep_promises();
  create trigger keep_promises after update on city.need for each row
    when ((old.amount, old.unit) is distinct from (new.amount, new.unit))
    execute function city.keep_promises();

  create function city.refuse_hand() returns trigger language plpgsql set search_path = '' as $$
  begin
    raise exception 'city.% is written by the triggers of city.match alone', tg_table_name;
  end $$;
  ${['booking', 'resource_slice', 'need_balance'].map(guard).join('\n')}`

function guard(table: string): string {
  return `create trigger by_trigger_only before insert or update or delete on city.${table}
    for each statement when (pg_trigger_depth() = 0) execute function city.refuse_hand();`
}
