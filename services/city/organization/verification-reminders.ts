import { sql } from 'kysely'
import { systemCaller } from '../../../platform/caller/caller.js'
import { type Change, change } from '../../../platform/changes/change.js'
import type { Job } from '../../../platform/service/job.js'
import { dayInTown } from '../calendar/today.js'
import { organizationEvent } from './events.js'

/** Days before the end of a term at which the first reminder is sent; the second is sent on its last day. */
const daysAhead = 30
const anHour = 3_600_000
/** Organizations reminded in one transaction. */
const atOnce = 200

/** Reminds organizations, and the town, that their verification ends: 30 days before and on the last day, once each. */
export const verificationReminders: Job = {
  name: 'verification-reminders',
  everyMs: anHour,
  async run({ database, now, signal }) {
    const caller = systemCaller('verification')
    const context = { caller, database, requestId: 'verification-reminders', now }
    const request = { action: 'remindOfVerification', input: null }
    let reminded: number
    do reminded = await change(context, request, remindSome)
    while (reminded === atOnce && !signal.aborted)
  },
}

interface Due {
  id: string
  name: string
  districtId: string | null
  verifiedUntil: string
}

/** A process that runs the same job at the same time takes others. */
async function remindSome({ rows, emit, now }: Change): Promise<number> {
  const today = dayInTown(now)
  const due = await rows<Due>(sql`
    update city.organization o set verification_reminded_for = ${today}::date
    from (
      select id from city.organization
      where verified_until <= ${today}::date + ${daysAhead}::int and kind <> 'TOWN'
        and suspended_at is null and merged_into is null
        and coalesce(verification_reminded_for, '-infinity')
          < case when verified_until <= ${today}::date then verified_until else verified_until - ${daysAhead}::int end
      order by verified_until, id limit ${atOnce} for update skip locked
    ) as due
    where o.id = due.id
    returning o.id, o.name, o.district_id as "districtId", o.verified_until as "verifiedUntil"`)
  for (const { verifiedUntil, ...organization } of due) {
    emit(organizationEvent('verification-due', organization, { verifiedUntil }))
  }
  return due.length
}
