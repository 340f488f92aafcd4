import { type RawBuilder, sql } from 'kysely'
import { Field, ID, InputType } from 'type-graphql'
import { LocalDate } from '../../../platform/graph/scalars.js'
import { quarterOf } from './quarter.js'
import { RoadmapPriority, RoadmapState } from './roadmap-terms.js'

@InputType({ description: 'Which items of the roadmap are wanted; what is not given is not asked for.' })
export class RoadmapFilter {
  @Field(() => RoadmapState, { nullable: true })
  state?: RoadmapState | null

  @Field(() => RoadmapPriority, { nullable: true })
  priority?: RoadmapPriority | null

  @Field(() => ID, { nullable: true, description: 'Id of a field of action.' })
  fieldOfAction?: string | null

  @Field(() => LocalDate, { nullable: true, description: 'A day in one of its quarters.' })
  runningAt?: string | null
}

/** SQL: which of the items `r` the filter wants. */
export function roadmapConditions(filter: RoadmapFilter | null): RawBuilder<unknown>[] {
  const { state, priority, fieldOfAction, runningAt } = filter ?? {}
  const conditions: RawBuilder<unknown>[] = []
  if (state) conditions.push(sql`r.state = ${state}`)
  if (priority) conditions.push(sql`r.priority = ${priority}`)
  if (fieldOfAction) conditions.push(sql`r.field_of_action_id = ${fieldOfAction}`)
  if (runningAt) conditions.push(sql`${quarterOf(runningAt)} between r.start_quarter and r.end_quarter`)
  return conditions
}
