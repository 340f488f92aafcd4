import { sql } from 'kysely'
import { groupedBy, inOrderOf } from '../../../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { dayOf } from '../day.js'
import type {
  SubgraphBreaker,
  SubgraphFailure,
  SubgraphHealth,
  SubgraphHealthDay,
  SubgraphViolation,
} from './health.type.js'
import { figuresOf, type Sums } from './sums.js'

const minuteMs = 60_000
/** A gateway that has not reported for so long is gone, ms. */
const goneAfterMs = 2 * minuteMs
const mostBreakers = 50
const mostViolations = 50
/** Days of which sums are told. */
const days = 30

/** How subgraphs have been doing, by name. */
export async function healthOfSubgraphs(
  names: readonly string[],
  { minutes }: { minutes: number },
  { database, now }: SubgraphContext,
): Promise<SubgraphHealth[]> {
  const from = now.getTime() - minutes * minuteMs
  const since = new Date(Math.floor(from / minuteMs) * minuteMs)
  const [sums, states, violations] = await Promise.all([
    sumsSince(names, since, database),
    statesOf(names, new Date(now.getTime() - goneAfterMs), database),
    violationsSince(names, since, database),
  ])
  const nothing = { requests: 0, failures: {}, retries: 0, latencies: [] }
  return names.map((_, index) => ({
    since,
    ...figuresOf(sums[index] ?? nothing),
    breakers: states[index]?.breakers ?? [],
    lastFailure: states[index]?.lastFailure ?? null,
    lastAnswerAt: states[index]?.lastAnswerAt ?? null,
    violations: violations[index] ?? [],
  }))
}

async function sumsSince(names: readonly string[], since: Date, { rows }: SubgraphContext['database']) {
  const found = await rows<Sums & { name: string }>(sql`
    select named.name, total.requests, total.retries, failed.failures, taken.latencies
    from unnest(${[...names]}::text[]) as named(name)
    cross join lateral (
      select sum(requests)::float8 as requests, sum(retries)::float8 as retries from city.subgraph_health
      where subgraph = named.name and minute >= ${since}
    ) as total
    cross join lateral (
      select coalesce(jsonb_object_agg(kind, count), '{}') as failures from (
        select f.key as kind, sum(f.value::bigint) as count
        from city.subgraph_health h, jsonb_each_text(h.failures) as f
        where h.subgraph = named.name and h.minute >= ${since} group by f.key
      ) as kinds
    ) as failed
    cross join lateral (
      select coalesce(array_agg(count order by bucket), '{}') as latencies from (
        select l.bucket, sum(l.count)::float8 as count
        from city.subgraph_health h, unnest(h.latencies) with ordinality as l(count, bucket)
        where h.subgraph = named.name and h.minute >= ${since} group by l.bucket
      ) as buckets
    ) as taken
    where total.requests is not null`)
  return inOrderOf(names, found, ({ name }) => name)
}

interface States {
  name: string
  breakers: SubgraphBreaker[]
  lastFailure: SubgraphFailure | null
  lastAnswerAt: Date | null
}

/** What all gateways know, and what those make of it that are still there. */
async function statesOf(names: readonly string[], alive: Date, { rows }: SubgraphContext['database']) {
  const found = await rows<States & { failedAt: Date | null }>(sql`
    select named.name, answered.at as "lastAnswerAt", failed.at as "failedAt",
      jsonb_build_object('kind', failed.kind, 'message', failed.message) as "lastFailure",
      (select coalesce(json_agg(json_build_object('gateway', gateway, 'state', breaker, 'reportedAt', reported_at)
          order by reported_at desc, gateway), '[]')
        from (
          select s.gateway, s.breaker, g.reported_at from city.subgraph_state s
          join city.reporting_gateway g on g.id = s.gateway
          where s.subgraph = named.name and g.reported_at >= ${alive}
          order by g.reported_at desc, s.gateway limit ${mostBreakers}
        ) as running) as breakers
    from unnest(${[...names]}::text[]) as named(name)
    cross join lateral (
      select max(last_answer_at) as at from city.subgraph_state where subgraph = named.name
    ) as answered
    left join lateral (
      select last_failure_at as at, last_failure_kind as kind, last_failure_message as message
      from city.subgraph_state where subgraph = named.name and last_failure_at is not null
      order by last_failure_at desc limit 1
    ) as failed on true`)
  const states = found.map(({ failedAt, lastFailure, breakers, ...state }) => ({
    ...state,
    breakers: breakers.map((breaker) => ({ ...breaker, reportedAt: new Date(breaker.reportedAt) })),
    lastFailure: lastFailure && failedAt ? { ...lastFailure, at: failedAt } : null,
  }))
  return inOrderOf(names, states, ({ name }) => name)
}

async function violationsSince(names: readonly string[], since: Date, { rows }: SubgraphContext['database']) {
  const found = await rows<SubgraphViolation & { name: string }>(sql`
    select named.name, v.coordinate, v.problem, v.count::float8 as count, v.last_at as "lastAt"
    from unnest(${[...names]}::text[]) as named(name)
    cross join lateral (
      select distinct on (coordinate, problem) coordinate, problem, count, last_at from city.subgraph_violation
      where subgraph = named.name and day >= ${dayOf(since)}::date and last_at >= ${since}
      order by coordinate, problem, last_at desc
    ) as v
    order by v.last_at desc, v.coordinate, v.problem`)
  return groupedBy(names, found, ({ name }) => name).map((violations) => violations.slice(0, mostViolations))
}

/** How subgraphs did by the day, by name; the latest first. */
export async function daysOfSubgraphs(
  names: readonly string[],
  _: null,
  { database, now }: SubgraphContext,
): Promise<SubgraphHealthDay[][]> {
  const found = await database.rows<Sums & { name: string; day: string }>(sql`
    select subgraph as name, day, requests::float8 as requests, failures, retries::float8 as retries,
      latencies::float8[] as latencies
    from city.subgraph_health_day
    where subgraph = any(${[...names]}::text[]) and day > ${dayOf(now)}::date - ${days}::int order by day desc`)
  return groupedBy(names, found, ({ name }) => name).map((rows) =>
    rows.map(({ day, ...sums }) => ({ day, ...figuresOf(sums) })),
  )
}
