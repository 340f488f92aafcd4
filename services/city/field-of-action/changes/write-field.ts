import { sql } from 'kysely'
import type { Transaction } from '../../../../platform/database/database.js'
import type { FieldOfActionContent } from '../field-of-action.content.js'

/** Writes a field of action as it is to be, and the statements it serves. */
export async function writeField(
  { rows }: Transaction,
  id: string,
  version: number,
  { title, description, position, visionStatements }: FieldOfActionContent,
): Promise<void> {
  await rows(sql`insert into city.field_of_action (id, version, title, description, position)
    values (${id}, ${version}, ${JSON.stringify(title)}, ${JSON.stringify(description)}, ${position})
    on conflict (id) do update set version = excluded.version, title = excluded.title,
      description = excluded.description, position = excluded.position`)
  await rows(sql`delete from city.field_of_action_statement
    where field_of_action_id = ${id} and vision_statement_number <> all(${[...visionStatements]}::int[])`)
  await rows(sql`insert into city.field_of_action_statement (field_of_action_id, vision_statement_number)
    select ${id}, unnest(${[...visionStatements]}::int[]) on conflict do nothing`)
}
