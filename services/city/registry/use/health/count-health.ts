import { type RawBuilder, sql } from 'kysely'
import type { Transaction } from '../../../../../platform/database/database.js'
import type { GatewayReport, PartnerReport } from '../../../../../platform/registry/report.js'
import { dayOf } from '../day.js'

/** Violations of one subgraph that are kept of a day, each with its count; more say nothing new. */
const mostViolations = 200

/** Adds what a gateway says of partners' subgraphs to the minute and the day they belong to. */
export async function countHealth(
  transaction: Transaction,
  { gateway, partners }: Pick<GatewayReport, 'gateway' | 'partners'>,
  at: Date,
): Promise<void> {
  if (partners.length === 0) return
  const asked = partners.filter(({ requests }) => requests > 0)
  await addToMinute(transaction, gateway, asked, at)
  await addToDay(transaction, asked, at)
  await noteStates(transaction, gateway, partners, at)
  await addViolations(transaction, partners, at)
}

/** SQL: rows of `r`, in the order in which all reports take them. */
function reported(partners: readonly PartnerReport[]): RawBuilder<unknown> {
  return sql`(select * from jsonb_to_recordset(${JSON.stringify(partners)}::jsonb)
    as r(name text, requests bigint, failures jsonb, retries bigint, latencies bigint[], breaker text,
      "lastFailure" jsonb, "lastAnswerAt" timestamptz) order by name) as r`
}

/** SQL: the sums of a row `h` with what is added to it. */
const added = sql`requests = h.requests + excluded.requests, retries = h.retries + excluded.retries,
  failures = (
    select coalesce(jsonb_object_agg(kind, total), '{}') from (
      select kind, sum(count::bigint) as total
      from (select * from jsonb_each_text(h.failures) union all select * from jsonb_each_text(excluded.failures))
        as failed(kind, count)
      group by kind
    ) as totals
  ),
  latencies = (
    select array_agg(coalesce(before, 0) + coalesce(new, 0) order by bucket)
    from unnest(h.latencies, excluded.latencies) with ordinality as counted(before, new, bucket)
  )`

async function addToMinute(
  { rows }: Transaction,
  gateway: string,
  partners: readonly PartnerReport[],
  at: Date,
): Promise<void> {
  await rows(sql`
    insert into city.subgraph_health as h (subgraph, gateway, minute, requests, failures, retries, latencies)
    select r.name, ${gateway}, date_trunc('minute', ${at}::timestamptz), r.requests, r.failures, r.retries,
      r.latencies
    from ${reported(partners)}
    on conflict (subgraph, gateway, minute) do update set ${added}`)
}

async function addToDay({ rows }: Transaction, partners: readonly PartnerReport[], at: Date): Promise<void> {
  await rows(sql`
    insert into city.subgraph_health_day as h (subgraph, day, requests, failures, retries, latencies)
    select r.name, ${dayOf(at)}::date, r.requests, r.failures, r.retries, r.latencies
    from ${reported(partners)}
    on conflict (subgraph, day) do update set ${added}`)
}

/** What was last heard stays where a report says nothing newer. */
async function noteStates(
  { rows }: Transaction,
  gateway: string,
  partners: readonly PartnerReport[],
  at: Date,
): Promise<void> {
  await rows(sql`
    insert into city.subgraph_state as s (subgraph, gateway, breaker, last_failure_at, last_failure_kind,
      last_failure_message, last_answer_at, reported_at)
    select r.name, ${gateway}, r.breaker, (r."lastFailure" ->> 'at')::timestamptz, r."lastFailure" ->> 'kind',
      r."lastFailure" ->> 'message', r."lastAnswerAt", ${at}
    from ${reported(partners)}
    on conflict (subgraph, gateway) do update set breaker = excluded.breaker, reported_at = excluded.reported_at,
      last_failure_at = coalesce(excluded.last_failure_at, s.last_failure_at),
      last_failure_kind = coalesce(excluded.last_failure_kind, s.last_failure_kind),
      last_failure_message = coalesce(excluded.last_failure_message, s.last_failure_message),
      last_answer_at = coalesce(excluded.last_answer_at, s.last_answer_at)`)
}

async function addViolations(
  { rows }: Transaction,
  partners: readonly PartnerReport[],
  at: Date,
): Promise<void> {
  const violations = partners.flatMap(({ name, violations }) =>
    violations.map((violation) => ({ ...violation, subgraph: name })),
  )
  if (violations.length === 0) return
  const day = dayOf(at)
  await rows(sql`
    insert into city.subgraph_violation as v (subgraph, day, coordinate, problem, count, last_at)
    select subgraph, ${day}::date, coordinate, problem, sum(count), ${at}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(violations)}::jsonb)
      as r(subgraph text, coordinate text, problem text, count bigint)
    where (select count(*) from city.subgraph_violation known where known.subgraph = r.subgraph
        and known.day = ${day}) < ${mostViolations}
      or exists (select from city.subgraph_violation known where known.subgraph = r.subgraph
        and known.day = ${day} and known.coordinate = r.coordinate and known.problem = r.problem)
    group by subgraph, coordinate, problem order by subgraph, coordinate, problem
    on conflict (subgraph, day, coordinate, problem)
      do update set count = v.count + excluded.count, last_at = greatest(v.last_at, excluded.last_at)`)
}
