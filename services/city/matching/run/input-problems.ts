import type { Language } from '../../../../platform/graph/language.js'
import { type Problem, type ProblemCode, problem } from '../../../../platform/input/problem.js'
import { hundredths } from '../../goods/amount.js'
import { type Unit, wholeUnits } from '../../goods/resource-kind.js'
import type { WrittenRun } from './run.input.js'

/** What of the things a run names is there: ids, and the resources with their units. */
export interface KnownThings {
  districts: readonly string[]
  initiatives: readonly string[]
  needs: readonly string[]
  resources: readonly { id: string; unit: Unit }[]
}

/** What is wrong with a run although each of its parts is possible. */
export function inputProblems(
  { districts, initiatives, whatIf }: WrittenRun,
  known: KnownThings,
  lang: Language,
): Problem[] {
  const { withoutResources = [], withoutNeeds = [], amounts = [] } = whatIf ?? {}
  const units = new Map(known.resources.map(({ id, unit }) => [id, unit]))
  const unknown = (path: readonly string[], ids: readonly string[], there: readonly string[]) =>
    ids.flatMap((id, index) =>
      there.includes(id) ? [] : [problem(['input', ...path, index], 'UNKNOWN', lang)],
    )
  return [
    ...unknown(['districts'], districts, known.districts),
    ...unknown(['initiatives'], initiatives, known.initiatives),
    ...unknown(['whatIf', 'withoutResources'], withoutResources, [...units.keys()]),
    ...unknown(['whatIf', 'withoutNeeds'], withoutNeeds, known.needs),
    ...amounts.flatMap(({ resourceId, amount }, index) => {
      const isRepeated = amounts.findIndex((each) => each.resourceId === resourceId) < index
      const found = amountProblem(amount, units.get(resourceId), isRepeated)
      return found === null ? [] : [problem(['input', 'whatIf', 'amounts', index, found[0]], found[1], lang)]
    }),
  ]
}

function amountProblem(
  amount: string,
  unit: Unit | undefined,
  isRepeated: boolean,
): readonly [part: string, code: ProblemCode] | null {
  if (unit === undefined) return ['resourceId', 'UNKNOWN']
  if (isRepeated) return ['resourceId', 'INVALID']
  const isWhole = (hundredths(amount) ?? 0n) % 100n === 0n
  return wholeUnits.includes(unit) && !isWhole ? ['amount', 'NOT_WHOLE'] : null
}
