import type { Limits } from '../problem.js'

type Reason = 'TIME' | 'CANCELLED'

/** Says when a search is to end. */
export interface Watch {
  isOver(): boolean
  /** The clock it goes by, ms. */
  now(): number
  /** Ms left. */
  left(): number
  /** Why it, or a part of it, was found over; null if none was. */
  why(): Reason | null
  /** A watch that begins now, for a part of the time left. */
  part(share: number): Watch
}

/** A watch that begins now. */
export function watchOf(limits: Pick<Limits, 'now' | 'timeMs' | 'stop'>): Watch {
  let why: Reason | null = null
  const watchFor = (timeMs: number): Watch => {
    const end = limits.now() + timeMs
    const left = () => Math.max(0, end - limits.now())
    let isOver = false
    return {
      isOver: () => {
        if (isOver) return true
        if (limits.stop?.()) why = 'CANCELLED'
        else if (limits.now() >= end) why ??= 'TIME'
        else return false
        isOver = true
        return true
      },
      now: limits.now,
      left,
      why: () => why,
      part: (share) => watchFor(left() * share),
    }
  }
  return watchFor(limits.timeMs)
}
