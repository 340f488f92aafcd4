import type pg from 'pg'

/**
 * Everything in which bookings differ from the matches that stand: wrong or missing bookings, moments at which more or
 * less is free than what is not promised, needs that lack more or less than they have not got, double bookings.
 *
 * @param since where the amount of a resource was changed: then, for before it there was as much as there was
 * @returns a line for each; none if all is right
 */
export async function ledgerFaults(owner: pg.ClientBase, since?: Date): Promise<string[]> {
  const { rows } = await owner.query<{ fault: string }>(
    `
    with standing as (
      select m.*, r.unit in ('HOURS', 'DAYS', 'EUROS') as used_up, r.sharing = 'EXCLUSIVE' as exclusive
      from city.match m join city.resource r on r.id = m.resource_id where m.status in ('ACCEPTED', 'CONFIRMED')
    ), should as (
      select s.id as match_id, span as during, s.resource_id, s.exclusive from standing s cross join unnest(s.during) span
    )
    select 'not booked: ' || match_id || ' ' || during as fault from (
      select match_id, during, resource_id, exclusive from should
      except select match_id, during, resource_id, exclusive from city.booking) missing
    union all
    select 'booked by nobody: ' || match_id || ' ' || during from (
      select match_id, during, resource_id, exclusive from city.booking
      except select match_id, during, resource_id, exclusive from should) extra
    union all
    select 'double booking: ' || one.match_id || ' and ' || other.match_id from should one join should other
      on other.resource_id = one.resource_id and one.exclusive and other.during && one.during
        and one.match_id < other.match_id
    union all
    select 'free of ' || r.id || ' in ' || slice.during || ': ' || slice.free
    from city.resource_slice slice join city.resource r on r.id = slice.resource_id
    where slice.free < 0 or slice.during && tstzrange($1, null) and slice.free <> r.amount - coalesce((select sum(s.amount) from standing s
      where s.resource_id = r.id and (s.used_up or s.during && slice.during)), 0)
    union all
    select 'slices of ' || r.id || ' do not cover all time'
    from city.resource r
    where exists (select from standing s where s.resource_id = r.id) and '{(,)}' is distinct from
      (select range_agg(slice.during) from city.resource_slice slice where slice.resource_id = r.id)
    union all
    select 'missing of ' || n.id || ': ' || coalesce(balance.missing::text, 'no balance')
    from city.need n left join city.need_balance balance on balance.need_id = n.id
    where coalesce(balance.missing, n.amount) < 0 or coalesce(balance.missing, n.amount) <> n.amount
      - coalesce((select sum(s.amount) from standing s where s.need_id = n.id), 0)`,
    [since ?? '-infinity'],
  )
  return rows.map(({ fault }) => fault)
}
