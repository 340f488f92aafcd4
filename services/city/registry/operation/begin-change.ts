import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'

/**
 * Lets one change of registered operations at a time through: revisions are given out in the order in which they can be
 * seen, so that a gateway that has seen one has seen all before it. Gateways are told when the change is made.
 */
export async function beginChange({ rows }: Change): Promise<void> {
  await rows(sql`select pg_advisory_xact_lock(hashtextextended('registered operations', 0)),
    pg_notify('city_registry', 'operations')`)
}
