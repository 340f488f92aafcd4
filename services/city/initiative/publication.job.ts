import { sql } from 'kysely'
import { systemCaller } from '../../../platform/caller/caller.js'
import { type Change, change } from '../../../platform/changes/change.js'
import type { Job, JobContext } from '../../../platform/service/job.js'
import { published } from './changes/approve.js'
import { type WriteTarget, writeStep } from './changes/take-step.js'
import type { EventSubject } from './initiative.events.js'
import { InitiativeStatus } from './initiative-status.js'
import { isOfVerified } from './verified-organization.js'
import { contentOfRow } from './written-columns.js'

/** Small, so that nobody waits long for a row that is being published. */
const batchSize = 50

type Due = WriteTarget & EventSubject

/**
 * Publishes what is scheduled and due. What the hub published while its organization was not verified would break the
 * rule of `approveInitiative`: that stays scheduled until the organization is verified again.
 */
export const publishDue: Job = {
  name: 'publish-due',
  everyMs: 5_000,
  async run(context) {
    let count: number
    do count = await publishBatch(context)
    while (count === batchSize && !context.signal.aborted)
  },
}

function publishBatch({ database, now }: JobContext): Promise<number> {
  const context = { caller: systemCaller('publication'), database, requestId: 'publish-due', now }
  return change(context, { action: 'publishDue', input: null }, async (work) => {
    const due = await takeDue(work)
    for (const initiative of due) {
      await writeStep(work, initiative, InitiativeStatus.PUBLISHED, published(initiative, now))
    }
    return due.length
  })
}

/** Locks what is due and reads it then; what another process is publishing at this moment is left to it. */
async function takeDue({ rows, now }: Change): Promise<Due[]> {
  const locked = await rows<{ id: string }>(sql`select i.id from city.initiative i
    where i.status = 'SCHEDULED' and i.publish_at <= ${now} and ${isOfVerified(now)}
    order by i.publish_at limit ${batchSize} for update of i skip locked`)
  return rows<Due>(sql`select i.id, i.version, i.content_version as "contentVersion",
      i.organization_id as "organizationId", ${contentOfRow} as content
    from city.initiative i where i.id = any(${locked.map(({ id }) => id)}::text[]) order by i.publish_at, i.id`)
}
