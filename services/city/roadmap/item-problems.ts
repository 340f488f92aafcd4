import type { Language } from '../../../platform/graph/language.js'
import { type Problem, problem } from '../../../platform/input/problem.js'
import type { RoadmapItemContent } from './roadmap-item.content.js'

/** What of the things an item refers to is there. */
export interface KnownThings {
  fieldsOfAction: readonly string[]
  initiatives: readonly string[]
}

/**
 * What is wrong with an item although each of its parts is possible.
 *
 * @param linked ids of initiatives as they were given, for the paths
 */
export function itemProblems(
  { startQuarter, endQuarter, fieldOfAction }: RoadmapItemContent,
  linked: readonly string[],
  known: KnownThings,
  lang: Language,
): Problem[] {
  const problems: Problem[] = []
  if (endQuarter < startQuarter) problems.push(problem(['input', 'endQuarter'], 'PERIOD_REVERSED', lang))
  if (!known.fieldsOfAction.includes(fieldOfAction)) {
    problems.push(problem(['input', 'fieldOfAction'], 'UNKNOWN', lang))
  }
  for (const [index, id] of linked.entries()) {
    if (!known.initiatives.includes(id))
      problems.push(problem(['input', 'initiatives', index], 'UNKNOWN', lang))
  }
  return problems
}
