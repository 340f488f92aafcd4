import { type Found, rule } from '../rule.js'
import type { CheckOrder } from '../subject.js'

type Case = 'late' | 'wrong'

/** References to each of its entities are answered in a batch, each at its place, within the time. */
export const entitiesInvalid = rule({
  code: 'ENTITIES_INVALID',
  severity: 'ERROR',
  wordings: {
    late: {
      message: {
        DE: 'Verweise auf {type} (Schlüssel: {keys}) wurden nicht binnen {budget} ms beantwortet.',
        EN: 'References to {type} (key: {keys}) were not answered within {budget} ms.',
      },
      remedy: {
        DE: 'Lösen Sie alle Verweise einer Anfrage mit einem einzigen Nachschlagen auf.',
        EN: 'Resolve all references of a request with one look-up.',
      },
    },
    wrong: {
      message: {
        DE: 'Verweise auf {type} (Schlüssel: {keys}) wurden falsch beantwortet: {detail}',
        EN: 'References to {type} (key: {keys}) were answered wrongly: {detail}',
      },
      remedy: {
        DE: '_entities muss so viele Elemente ergeben, wie angefragt wurden, in derselben Reihenfolge; null für das, was es nicht gibt.',
        EN: '_entities must give as many elements as were asked for, in the same order; null for what does not exist.',
      },
    },
  },
  *find({ live }: Pick<CheckOrder, 'live'>): Iterable<Found<Case>> {
    for (const probe of live?.entities ?? []) {
      // What wants a signature could not be looked at: SERVICE_PROTECTED.
      if (probe.answered || probe.problem === 'PROTECTED') continue
      const { type, keys, problem, detail } = probe
      const params = { type, keys, detail, budget: String(live?.entityBudgetMs) }
      yield { wording: problem === 'TIMEOUT' ? 'late' : 'wrong', coordinate: type, params }
    }
  },
})
