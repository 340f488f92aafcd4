import { type RawBuilder, sql } from 'kysely'
import { groupedBy } from '../../../platform/graph/batch.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { wasValid } from '../history/as-of.js'
import type { VisionStatement } from './vision-statement.type.js'

const statementColumns = sql`v.number, v.source, json_build_object('text', v.text) as texts`

/** The five statements, by number. */
export function allVisionStatements({ database }: SubgraphContext): Promise<VisionStatement[]> {
  return database.rows(sql`select ${statementColumns} from city.vision_statement v order by v.number`)
}

/**
 * The statements each field of action serves, by number.
 *
 * @param asOf moment (see `askedMoment`) it served them at; null for the present
 */
export async function visionStatementsOfFields(
  fieldIds: readonly string[],
  asOf: string | null,
  { database }: SubgraphContext,
): Promise<VisionStatement[][]> {
  const rows = await database.rows<VisionStatement & { fieldId: string }>(
    sql`select ${statementColumns}, s.field_of_action_id as "fieldId"
        from ${statementLinks(asOf)} s join city.vision_statement v on v.number = s.vision_statement_number
        where s.field_of_action_id = any(${[...fieldIds]}::text[]) order by v.number`,
  )
  return groupedBy(fieldIds, rows, ({ fieldId }) => fieldId)
}

function statementLinks(asOf: string | null): RawBuilder<unknown> {
  if (asOf === null) return sql`city.field_of_action_statement`
  return sql`(select v.field_of_action_id, unnest(v.statement_numbers) as vision_statement_number
    from city.field_of_action_version v where ${wasValid(asOf)})`
}
