import { type RawBuilder, sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { wasValid } from '../history/as-of.js'
import type { FieldOfAction } from './field-of-action.type.js'

/** SQL: fields of action as they are now, or were at a moment, in the order of the strategy. */
function fieldsAsOf(asOf: string | null, where = sql`true`): RawBuilder<FieldOfAction> {
  return sql`select f.id, json_build_object('title', f.title, 'description', f.description) as texts, f.version,
      ${asOf}::text as "asOf"
    from ${asOf === null ? sql`city.field_of_action` : formerFields(asOf)} f
    where ${where} order by f.position, f.id`
}

function formerFields(asOf: string): RawBuilder<unknown> {
  return sql`(select v.field_of_action_id as id, v.* from city.field_of_action_version v where ${wasValid(asOf)})`
}

/**
 * All fields of action, in the order of the strategy.
 *
 * @param asOf moment (see `askedMoment`); null for the present
 */
export function allFieldsOfAction(
  { database }: Pick<SubgraphContext, 'database'>,
  asOf: string | null = null,
) {
  return database.rows(fieldsAsOf(asOf))
}

/** SQL: fields of action by their ids. */
export function fieldsOfAction(ids: readonly string[]): RawBuilder<FieldOfAction> {
  return fieldsAsOf(null, isOneOf(ids))
}

export async function fieldsOfActionById(ids: readonly string[], _: null, { database }: SubgraphContext) {
  return inOrderOf(ids, await database.rows(fieldsOfAction(ids)), ({ id }) => id)
}

/** Fields of action by their ids, as they were at a moment. */
export async function fieldsOfActionAsOf(
  ids: readonly string[],
  asOf: string,
  { database }: SubgraphContext,
) {
  const rows = await database.rows(fieldsAsOf(asOf, isOneOf(ids)))
  return inOrderOf(ids, rows, ({ id }) => id)
}

function isOneOf(ids: readonly string[]): RawBuilder<boolean> {
  return sql`f.id = any(${[...ids]}::text[])`
}
