import { type RawBuilder, sql } from 'kysely'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { pageOfEach } from '../../../platform/graph/list.js'
import { versionList } from '../history/version.queries.js'
import type { FieldOfActionVersion } from './field-of-action-version.type.js'

/** A page of the versions of each field of action, the newest first. */
export function versionsOfFieldsOfAction(
  fieldIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = versionList({ table: 'field_of_action_version', key: 'field_of_action_id', content })
  return pageOfEach<FieldOfActionVersion>(list, sql`v.field_of_action_id`, fieldIds, args, context)
}

function content(version: string): RawBuilder<unknown> {
  const column = (name: string) => sql.ref(`${version}.${name}`)
  return sql`json_build_object('title', ${column('title')}, 'description', ${column('description')},
    'visionStatements', ${column('statement_numbers')}, 'position', ${column('position')})`
}
