import type { Language } from '../../../platform/graph/language.js'
import { type Problem, problem } from '../../../platform/input/problem.js'

/** What is wrong with an order that is to hold all that are there, each once. */
export function orderProblems(
  order: readonly string[],
  present: readonly string[],
  lang: Language,
): Problem[] {
  const problems = [...order.entries()].flatMap(([index, id]) => {
    const path = ['order', index, 'id']
    if (!present.includes(id)) return problem(path, 'UNKNOWN', lang)
    return order.indexOf(id) < index ? problem(path, 'INVALID', lang) : []
  })
  const missing = present.some((id) => !order.includes(id))
  return missing ? [...problems, problem(['order'], 'TOO_FEW', lang, present.length)] : problems
}
