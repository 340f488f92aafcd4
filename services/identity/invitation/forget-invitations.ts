import { sql } from 'kysely'
import { systemCaller } from '../../../platform/caller/caller.js'
import { change } from '../../../platform/changes/change.js'
import type { Job } from '../../../platform/service/job.js'

/** Days owners can see what became of an invitation; then the address somebody gave of somebody else is forgotten. */
const keptDays = 30

/** Removes invitations that are over. */
export const forgetInvitations: Job = {
  name: 'forget-invitations',
  everyMs: 3_600_000,
  async run({ database, now }) {
    const context = { caller: systemCaller('invitations'), database, requestId: 'forget-invitations', now }
    const since = new Date(now.getTime() - keptDays * 24 * 3_600_000)
    await change(context, { action: 'forgetInvitations', input: null }, async ({ rows }) => {
      await rows(sql`delete from identity.invitation
        where least(expires_at, accepted_at, declined_at, withdrawn_at) <= ${since}`)
    })
  },
}
