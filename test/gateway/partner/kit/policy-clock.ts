import type { Clock } from '../../../../gateway/partner/policy/clock.js'

/** A clock that goes on when a test lets it. */
export interface PolicyClock extends Clock {
  /** Lets so many ms pass, and what is due in them happen at its time and in its order. */
  pass(ms: number): Promise<void>
}

export function createPolicyClock(): PolicyClock {
  let now = 0
  const due = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    after: (ms, run) => {
      const entry = { at: now + ms, run }
      due.add(entry)
      return () => void due.delete(entry)
    },
    pass: async (ms) => {
      const end = now + ms
      await settled()
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at)
        if (next === undefined) break
        due.delete(next)
        now = next.at
        next.run()
        await settled()
      }
      now = end
      await settled()
    },
  }
}

/** Lets promises that are fulfilled have their consequences. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
