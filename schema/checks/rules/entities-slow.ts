import { type Found, rule } from '../rule.js'
import type { CheckOrder } from '../subject.js'

/** A batch may take so many times as long as one reference, and so much more, ms, for what is sent. */
const mostTimesAsLong = 10
const allowanceMs = 50

/** Resolving many references takes about as long as resolving one: they are not looked up one by one. */
export const entitiesSlow = rule({
  code: 'ENTITIES_SLOW',
  severity: 'WARNING',
  wordings: {
    single: {
      message: {
        DE: '{batchSize} Verweise auf {type} dauerten {batchMs} ms, einer {oneMs} ms: Sie werden wohl einzeln nachgeschlagen.',
        EN: '{batchSize} references to {type} took {batchMs} ms, one took {oneMs} ms: they seem to be looked up one by one.',
      },
      remedy: {
        DE: 'Sammeln Sie die Verweise einer Anfrage und schlagen Sie sie zusammen nach, etwa mit DataLoader.',
        EN: 'Gather the references of a request and look them up together, for example with DataLoader.',
      },
    },
  },
  *find({ live }: Pick<CheckOrder, 'live'>): Iterable<Found<'single'>> {
    for (const probe of live?.entities ?? []) {
      if (!probe.answered || isBatched(probe)) continue
      const { type, oneMs, batchMs, batchSize } = probe
      const params = { type, oneMs: rounded(oneMs), batchMs: rounded(batchMs), batchSize: String(batchSize) }
      yield { wording: 'single', coordinate: type, params }
    }
  },
})

/** Whether a batch took about as long as one reference. */
export function isBatched({ oneMs, batchMs }: { oneMs: number; batchMs: number }): boolean {
  return batchMs < mostTimesAsLong * oneMs + allowanceMs
}

function rounded(ms: number): string {
  return String(Math.round(ms))
}
