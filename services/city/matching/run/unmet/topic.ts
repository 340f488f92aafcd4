import type { Miss } from '../../../../../matching/filter/rejection.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { listedSkills } from '../../../skill/skill.queries.js'
import type { Topic } from '../../explanation/explain-obstacle.js'

/** What is to be known to tell people of misses, with the names of the skills that were lacking. */
export async function topicOf(
  { kind, unit, misses }: Omit<Topic, 'skills'> & { misses: readonly Miss[] },
  context: SubgraphContext,
): Promise<Topic> {
  const lacking = misses.flatMap(({ unit: countedIn, lacking = [] }) =>
    countedIn === 'SKILLS' ? lacking : [],
  )
  const skills = await listedSkills([...new Set(lacking)], context)
  return { kind, unit, skills: new Map(skills.map(({ id, texts }) => [id, texts.label])) }
}
