/** How much may be spent on a problem. */
export interface Limits {
  /** The caller's clock, ms; only differences count. */
  now: () => number
  timeMs: number
  /** Steps (passes through an inner loop) that may be taken, the same on every machine; absent: `usualWork`. */
  work?: number
  /** Asked now and then: whether to give up the search, and answer with what there is. */
  stop?: () => boolean
  /** Told of every better assignment and every better bound, in the caller's costs. */
  onProgress?: (progress: Progress) => void
}

export interface Progress {
  /** Infinite while no assignment is found. */
  objective: number
  bound: number
}

/** Some seconds of one core. */
export const usualWork = 5e8
