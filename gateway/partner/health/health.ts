import type { PartnerReport } from '../../../platform/registry/report.js'
import { createCounts, type PartnerCounts } from './counts.js'

type BreakerState = PartnerReport['breaker']

export interface PartnerHealth {
  /** Counts go by name: where a partner's address changes, they go on. */
  countsOf(name: string): PartnerCounts
  /**
   * Reports of all partners of whom there is something new.
   *
   * @param breakers of the addresses that are in use, by the partner's name
   */
  take(breakers: readonly { name: string; state: BreakerState }[]): PartnerReport[]
}

/** From the best to the worst; a partner with two addresses is as badly off as the worse one. */
const severity: BreakerState[] = ['CLOSED', 'HALF_OPEN', 'OPEN']

export function createHealth(clock: () => Date): PartnerHealth {
  const counts = new Map<string, PartnerCounts>()
  let told = new Map<string, BreakerState>()
  return {
    countsOf: (name) => {
      const known = counts.get(name) ?? createCounts(clock)
      counts.set(name, known)
      return known
    },
    take: (breakers) => {
      const states = worstStates(breakers)
      const reports = [...counts].flatMap(([name, partner]) => {
        const breaker = states.get(name) ?? 'CLOSED'
        const taken = partner.take()
        const isNews = taken.requests > 0 || breaker !== (told.get(name) ?? 'CLOSED')
        return isNews ? [{ name, breaker, ...taken }] : []
      })
      for (const name of counts.keys()) if (!states.has(name)) counts.delete(name)
      told = states
      return reports
    },
  }
}

function worstStates(breakers: readonly { name: string; state: BreakerState }[]): Map<string, BreakerState> {
  const states = new Map<string, BreakerState>()
  for (const { name, state } of breakers) {
    const known = states.get(name) ?? 'CLOSED'
    states.set(name, severity.indexOf(state) > severity.indexOf(known) ? state : known)
  }
  return states
}
