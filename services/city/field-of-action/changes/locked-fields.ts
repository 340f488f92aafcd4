import { sql } from 'kysely'
import type { Transaction } from '../../../../platform/database/database.js'
import type { FieldOfActionContent } from '../field-of-action.content.js'

/** A field of action as it is, for who changes it. */
export interface LockedField extends FieldOfActionContent {
  id: string
  version: number
}

/**
 * All fields of action, in the order of the strategy. Nobody else adds or changes one until the transaction ends:
 * there are few, and their places hang together.
 */
export async function lockedFields({ rows }: Transaction): Promise<LockedField[]> {
  await rows(sql`lock table city.field_of_action in share row exclusive mode`)
  return rows<LockedField>(sql`select f.id, f.version, f.title, f.description, f.position,
      array(select s.vision_statement_number from city.field_of_action_statement s
        where s.field_of_action_id = f.id order by 1) as "visionStatements"
    from city.field_of_action f order by f.position, f.id`)
}
