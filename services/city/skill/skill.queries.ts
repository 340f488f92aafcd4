import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import type { Skill } from './skill.type.js'

function selectSkills(where: RawBuilder<unknown>): RawBuilder<Skill> {
  return sql<Skill>`select s.id, s.source, json_build_object('label', s.label) as texts, array(
      with recursive above as (
        select s.parent_id as id, 1 as steps
        union all
        select p.parent_id, above.steps + 1 from above join city.skill p on p.id = above.id
      )
      select above.id from above where above.id is not null order by above.steps
    ) as "ancestorIds"
    from city.skill s where ${where} order by s.position, s.id`
}

/** All skills, each after the more general one it stands below. */
export function allSkills({ database }: SubgraphContext): Promise<Skill[]> {
  return database.rows(selectSkills(sql`true`))
}

export async function skillsById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  const rows = await database.rows(selectSkills(sql`s.id = any(${[...ids]}::text[])`))
  return inOrderOf(ids, rows, ({ id }) => id)
}

/** Skills by their ids, as a list; ids that are none (any more) are left out. */
export async function listedSkills(ids: readonly string[], context: SubgraphContext): Promise<Skill[]> {
  const found = await Promise.all(ids.map((id) => context.load(skillsById, null, id)))
  return found.filter((skill) => skill !== null)
}

/** SQL: the ids of a skill and of all that stand below it, as an array. */
export function skillAndBelow(id: string): RawBuilder<string[]> {
  return sql`array(
    with recursive below as (
      select s.id from city.skill s where s.id = ${id}
      union
      select s.id from below join city.skill s on s.parent_id = below.id
    )
    select below.id from below)`
}
