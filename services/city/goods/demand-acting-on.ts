import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import type { Transaction } from '../../../platform/database/database.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { type AccessRule, demand } from '../../../platform/graph/access.js'
import { demandActing } from '../organization/acting.js'

/**
 * Lets pass who may do something with an organization's resource or need.
 *
 * @throws HubError as `demandActing`, and NOT_FOUND for coordinators where nothing has the id; anybody else is told
 *   what strangers are told of things that are there
 */
export async function demandActingOn(
  transaction: Transaction,
  caller: Caller,
  rule: AccessRule,
  { table, id }: { table: 'resource' | 'need'; id: string },
): Promise<void> {
  // The organization is locked before what it owns, as a merge does it: neither waits for the other.
  const [owned] = await transaction.rows<{ organizationId: string }>(
    sql`select organization_id as "organizationId" from ${sql.table(`city.${table}`)} where id = ${id}`,
  )
  if (owned === undefined) {
    demand(caller, rule, { organizationId: null, town: false })
    throw new HubError('NOT_FOUND', `There is no ${table} "${id}".`)
  }
  await demandActing(transaction, caller, rule, owned.organizationId)
}
