import { LRUCache } from 'lru-cache'
import { tooComplex } from './too-complex.js'

/** Ends of the thread over one operation after which it is not planned any more. */
const mostFaults = 2
/** How long it is not planned, and how long an end of the thread counts, ms. */
const rememberedMs = 10 * 60_000
/** Operations of which that is known. */
const mostOperations = 1_000

/** Operations over which the planner's thread has ended: what ends it again and again would be felt by everybody. */
export interface Faults {
  note(key: string): void
  /** @throws GraphQLError OPERATION_TOO_COMPLEX if it has ended the thread too often */
  refuse(key: string): void
}

export function createFaults(): Faults {
  const counts = new LRUCache<string, number>({ max: mostOperations, ttl: rememberedMs })
  return {
    note: (key) => counts.set(key, (counts.get(key) ?? 0) + 1),
    refuse: (key) => {
      if ((counts.get(key) ?? 0) >= mostFaults) throw tooComplex()
    },
  }
}
