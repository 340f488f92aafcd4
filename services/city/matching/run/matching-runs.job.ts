import type { Job } from '../../../../platform/service/job.js'
import { claimRun } from './work/claimed-run.js'
import { workOn } from './work/work-on.js'

/**
 * Works on runs that wait, one after the other; other processes may work on others meanwhile. Wherever one ends, the run
 * is taken up again, and what it finds is stored whole or not at all.
 */
export const matchingRuns: Job = {
  name: 'matching-runs',
  everyMs: 5_000,
  wokenBy: 'city_matching_run',
  async run(context) {
    while (!context.signal.aborted) {
      const run = await claimRun(context)
      if (run === undefined) return
      await workOn(context, run)
    }
  },
}
