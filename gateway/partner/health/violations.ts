import type { PartnerReport } from '../../../platform/registry/report.js'

type Violation = PartnerReport['violations'][number]

export interface Violations {
  add(coordinate: string, problem: string): void
  /** What has been counted since the last call. */
  take(): Violation[]
}

/** As reports take them. */
const most = 50
const longestText = 300

/** Counts by place and problem; places beyond the bound are left out until the next report. */
export function createViolations(): Violations {
  let counted = new Map<string, Violation>()
  return {
    add: (coordinate, problem) => {
      const key = `${coordinate} ${problem}`
      const known = counted.get(key)
      if (known) known.count++
      else if (counted.size < most) {
        counted.set(key, {
          coordinate: coordinate.slice(0, longestText),
          problem: problem.slice(0, longestText),
          count: 1,
        })
      }
    },
    take: () => {
      const taken = [...counted.values()]
      counted = new Map()
      return taken
    },
  }
}
