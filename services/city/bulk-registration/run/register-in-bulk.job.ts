import type { Job } from '../../../../platform/service/job.js'
import { runningRegistrations } from './running.js'
import { workOn } from './work-on.js'

/**
 * Works on all registrations that run, in turns. Wherever a process ends, another one or the next start goes on with
 * what is left: a step is written whole or not at all.
 */
export const registerInBulk: Job = {
  name: 'bulk-registration',
  everyMs: 5_000,
  wokenBy: 'city_initiative_registration',
  async run(context) {
    // One whose step fails is left to the next run, and holds up no other.
    const failures = new Map<string, unknown>()
    let busy = true
    while (busy) {
      busy = false
      for (const running of await runningRegistrations(context.database)) {
        if (context.signal.aborted) return
        if (failures.has(running.id)) continue
        try {
          busy = (await workOn(context, running)) || busy
        } catch (error) {
          failures.set(running.id, error)
        }
      }
    }
    for (const error of failures.values()) throw error
  },
}
