import { type RawBuilder, sql } from 'kysely'
import { Field, ID, InputType } from 'type-graphql'
import { DateTime } from '../../../platform/graph/scalars.js'

@InputType({ description: 'Which entries are wanted; what is not given is not asked for.' })
export class AuditFilter {
  @Field(() => String, { nullable: true, description: 'Who did it, as `actorId` has it.' })
  actor?: string | null

  @Field(() => String, { nullable: true, description: 'Name of the mutation, such as `approveInitiative`.' })
  action?: string | null

  @Field(() => String, { nullable: true, description: 'Such as `Initiative`.' })
  entity?: string | null

  @Field(() => ID, { nullable: true })
  entityId?: string | null

  @Field(() => ID, { nullable: true, description: 'Id of the organization it is about.' })
  organization?: string | null

  @Field(() => DateTime, { nullable: true, description: 'First moment.' })
  from?: Date | null

  @Field(() => DateTime, { nullable: true, description: 'Moment after the last one.' })
  to?: Date | null

  @Field(() => String, { nullable: true })
  requestId?: string | null
}

/** SQL: which of the entries `e` the filter wants. */
export function auditConditions(filter: AuditFilter | null): RawBuilder<unknown>[] {
  const { actor, action, entity, entityId, organization, from, to, requestId } = filter ?? {}
  const conditions: RawBuilder<unknown>[] = []
  if (actor) conditions.push(sql`e.actor = ${actor}`)
  if (action) conditions.push(sql`e.action = ${action}`)
  if (entity) conditions.push(sql`e.entity = ${entity}`)
  if (entityId) conditions.push(sql`e.entity_id = ${entityId}`)
  if (organization) conditions.push(sql`e.organization_id = ${organization}`)
  // Moments are kept as ISO 8601 in UTC, all of one length, so that they sort as they are written.
  if (from) conditions.push(sql`e.at >= ${from.toISOString()}`)
  if (to) conditions.push(sql`e.at < ${to.toISOString()}`)
  if (requestId) conditions.push(sql`e.request_id = ${requestId}`)
  return conditions
}
