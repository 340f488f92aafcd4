import { type RawBuilder, sql } from 'kysely'
import type { Problem } from '../../../../../matching/problem.js'
import { type Change, change } from '../../../../../platform/changes/change.js'
import type { JobContext } from '../../../../../platform/service/job.js'
import { lockGoods } from '../../match/booking/lock-parties.js'
import type { FoundPlan } from '../engine/engine-order.js'
import { type ClaimedRun, inNameOf, isOurs, lockOurs } from './claimed-run.js'
import { tell } from './end-run.js'

/**
 * Stores what a run found, in one transaction in the name of who started it, and finishes the run. Earlier proposals for
 * the needs it looked at are superseded; what was accepted stays. Nothing is proposed for what was withdrawn meanwhile.
 *
 * @returns whether it was still this process's run; if not, nothing is stored
 */
export function storePlan(
  context: JobContext,
  run: ClaimedRun,
  { needs }: Pick<Problem, 'needs'>,
  plan: FoundPlan,
): Promise<'OURS' | 'CANCELLED' | 'LOST'> {
  return change(inNameOf(run, context), { action: 'startMatchingRun', input: null }, async (step) => {
    const standing = await lockOurs(step, run)
    if (standing !== 'OURS') return standing
    if (run.variation === null) {
      await supersede(step, { needIds: needs.map(({ id }) => id), resourceIds: plan.resourceIds })
    }
    const proposals = await insertEach(plan.proposals, (rows) => insertMatches(step, run, rows))
    const unmet = await insertEach(plan.unmet, (rows) => insertUnmet(step, run, rows))
    await step.rows(sql`update city.matching_run run
      set status = 'FINISHED', ended_at = ${step.now}, leased_until = null, proposals = ${proposals}, unmet = ${unmet},
        objective = ${plan.objective}::numeric, bound = ${plan.bound}::numeric, stopped_by = ${plan.stoppedBy},
        took_ms = ${plan.ms}
      where ${isOurs(run)}`)
    tell(step, run, 'finished', { title: titleOf(proposals, unmet), proposals, unmet })
    return standing
  })
}

async function supersede(
  step: Change,
  goods: { needIds: readonly string[]; resourceIds: readonly string[] },
): Promise<void> {
  // Two runs that end at the same time follow one another; and nothing of the goods is accepted or withdrawn meanwhile.
  await step.rows(sql`select pg_advisory_xact_lock(hashtextextended('proposals of city.match', 0))`)
  await lockGoods(step, goods)
  await step.rows(sql`update city.match set status = 'SUPERSEDED', ended_at = ${step.now}, version = version + 1
    where status = 'PROPOSED' and need_id = any(${[...goods.needIds]}::text[])`)
}

function insertMatches({ rows, now }: Change, { id, variation }: ClaimedRun, matches: string) {
  return counted(
    rows,
    sql`insert into city.match
        (id, need_id, resource_id, run_id, amount, during, status, score, terms, alternatives, created_at)
      select p.id, p.need_id, p.resource_id, ${id}, p.amount, p.during,
        ${variation === null ? 'PROPOSED' : 'WHAT_IF'}, p.score, p.terms, p.alternatives, ${now}
      from json_populate_recordset(null::city.match, ${matches}::json) p
      join city.need n on n.id = p.need_id and n.status = 'OPEN'
      join city.resource r on r.id = p.resource_id and r.status = 'OPEN'`,
  )
}

function insertUnmet({ rows }: Change, { id }: ClaimedRun, unmet: string) {
  return counted(
    rows,
    sql`insert into city.unmet_need (run_id, need_id, missing, offered, given_to_others, obstacles, far_off)
      select ${id}, u.need_id, u.missing, u.offered, u.given_to_others, u.obstacles, u.far_off
      from json_populate_recordset(null::city.unmet_need, ${unmet}::json) u
      join city.need n on n.id = u.need_id`,
  )
}

async function counted(rows: Change['rows'], insertion: RawBuilder<unknown>): Promise<number> {
  const [row] = await rows<{ count: number }>(
    sql`with inserted as (${insertion} returning 1) select count(*)::int as count from inserted`,
  )
  return row?.count ?? 0
}

async function insertEach(
  chunks: readonly string[],
  insert: (rows: string) => Promise<number>,
): Promise<number> {
  let count = 0
  for (const chunk of chunks) count += await insert(chunk)
  return count
}

function titleOf(proposals: number, unmet: number) {
  const said = {
    DE: [proposals === 1 ? 'Vorschlag' : 'Vorschläge', 'offen geblieben'],
    EN: [proposals === 1 ? 'proposal' : 'proposals', 'left unmet'],
  }
  return {
    DE: `${proposals} ${said.DE[0]}, ${unmet} ${said.DE[1]}`,
    EN: `${proposals} ${said.EN[0]}, ${unmet} ${said.EN[1]}`,
  }
}
