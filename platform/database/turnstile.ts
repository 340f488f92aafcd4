/** Lets so many in at a time; the others wait outside, in the order they came. */
export interface Turnstile {
  /** Does the work when it is its turn. Work that waits for other work of the same turnstile may wait for ever. */
  pass<T>(work: () => Promise<T>): Promise<T>
}

/** @param places how many are let in at a time, at least 1 */
export function createTurnstile(places: number): Turnstile {
  const waiting: (() => void)[] = []
  let free = places
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) free += 1
    else next()
  }
  return {
    async pass(work) {
      if (free > 0) free -= 1
      else await new Promise<void>((enter) => waiting.push(enter))
      try {
        return await work()
      } finally {
        leave()
      }
    },
  }
}
