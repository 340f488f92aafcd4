/** How long a search may take. It has no clock of its own. */
export interface SearchLimits {
  /** The caller's clock, ms; only differences count. */
  now: () => number
  timeMs: number
  /** Asked now and then: whether to give up, and answer with what there is. */
  stop?: () => boolean
}

export type Interruption = 'TIME' | 'CANCELLED'

/** To be asked now and then: why to stop, or null. */
export type Watch = () => Interruption | null

/** A watch that begins now. */
export function watch({ now, timeMs, stop }: SearchLimits): Watch {
  const end = now() + timeMs
  return () => {
    if (stop?.()) return 'CANCELLED'
    return now() >= end ? 'TIME' : null
  }
}
