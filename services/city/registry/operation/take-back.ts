import { sql } from 'kysely'
import type { Change } from '../../../../platform/changes/change.js'

/**
 * Removes operations of an app; that they were there is kept, for gateways that are to be told.
 *
 * @param hashes all of the app's operations unless said
 * @returns how many were there
 */
export async function takeBack(
  { rows, now }: Change,
  appId: string,
  hashes?: readonly string[],
): Promise<number> {
  const which = hashes === undefined ? sql`true` : sql`hash = any(${[...hashes]}::text[])`
  const removed = await rows(sql`
    update city.registered_operation set text = null, name = null, plain_text = null, plain_hash = null,
      changed_at = ${now}, revision = nextval('city.registered_operation_revision')
    where app_id = ${appId} and text is not null and ${which} returning 1`)
  return removed.length
}
