import { type RawBuilder, sql } from 'kysely'
import { systemCaller } from '../../../../platform/caller/caller.js'
import { type Change, type ChangeContext, change } from '../../../../platform/changes/change.js'
import type { Job, JobContext } from '../../../../platform/service/job.js'
import { dayInTown } from '../../calendar/today.js'
import { policyInForce } from '../policy/policy.queries.js'
import { lockParties } from './booking/lock-parties.js'
import { writeMatchStep } from './changes/take-step.js'
import { matchEvents } from './match.events.js'
import { demandMatchStep } from './match-life.js'
import { lockedMatches } from './stored-match.js'

const dayMs = 24 * 60 * 60_000
/** Proposals that are ended in one transaction. */
const batchSize = 200

/**
 * Ends what waited too long: proposals nobody decided about, or that can be accepted no more; and what the provider did
 * not confirm in time, which is free again then.
 */
export const expireMatches: Job = {
  name: 'expire-matches',
  everyMs: 60_000,
  async run(context) {
    await expireProposals(context)
    await expireAccepted(context)
  },
}

async function expireProposals(job: JobContext): Promise<void> {
  const { proposalDays } = await policyInForce(job.database)
  const since = new Date(job.now.getTime() - proposalDays * dayMs)
  let count: number
  do {
    count = await change(
      contextOf(job),
      { action: 'expireProposals', input: null },
      async ({ rows, now }) => {
        const expired =
          await rows(sql`update city.match set status = 'EXPIRED', ended_at = ${now}, version = version + 1
        where id = any(array(
          select m.id from city.match m
          join city.need n on n.id = m.need_id
          join city.resource r on r.id = m.resource_id
          join city.initiative i on i.id = n.initiative_id
          where m.status = 'PROPOSED' and (m.created_at <= ${since} or ${isHopeless(now)})
          limit ${batchSize} for update of m skip locked))
        returning id`)
        return expired.length
      },
    )
  } while (count === batchSize && !job.signal.aborted)
}

/** SQL: whether a proposal can be accepted no more, whatever is decided. */
function isHopeless(now: Date): RawBuilder<boolean> {
  return sql`(n.status <> 'OPEN' or r.status <> 'OPEN' or i.status in ('REJECTED', 'ENDED')
    or n.deadline < ${dayInTown(now)}::date or upper(m.during) <= ${now})`
}

/** Each by a change of its own, so that nobody waits long for what it locks. */
async function expireAccepted(job: JobContext): Promise<void> {
  const due = await job.database.rows<{ id: string; needId: string; resourceId: string }>(
    sql`select id, need_id as "needId", resource_id as "resourceId" from city.match
        where status = 'ACCEPTED' and confirm_by <= ${job.now} order by confirm_by`,
  )
  for (const { id, ...parties } of due) {
    if (job.signal.aborted) return
    await change(contextOf(job), { action: 'expireMatch', input: { id } }, async (work) => {
      await lockParties(work, parties)
      await expireOne(work, id)
    })
  }
}

/** Unless it was confirmed, given more time, or ended by another process meanwhile. */
async function expireOne(work: Change, id: string): Promise<void> {
  const due = sql`m.id = ${id} and m.status = 'ACCEPTED' and m.confirm_by <= ${work.now}`
  for (const match of await lockedMatches(work, due)) {
    await writeMatchStep(work, match, demandMatchStep('expire', match.status), {
      endedAt: work.now,
      events: matchEvents('expired', match),
    })
  }
}

function contextOf({ database, now }: JobContext): ChangeContext {
  return { caller: systemCaller('matching'), database, requestId: 'expire-matches', now }
}
