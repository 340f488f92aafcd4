import { sql } from 'kysely'
import { type ChangeContext, change } from '../../../../platform/changes/change.js'
import { apiKeyAccess } from '../api-key.access.js'
import type { ApiKeyArgs } from '../api-key.args.js'
import { ownKey } from '../own-key.js'

/**
 * Ends a key, within 5 seconds everywhere. One that is revoked stays so.
 *
 * @returns its id
 * @throws HubError UNAUTHENTICATED, FORBIDDEN; NOT_FOUND, to coordinators
 */
export async function revokeApiKey(
  context: ChangeContext,
  { id, idempotencyKey, lang }: ApiKeyArgs,
): Promise<string> {
  return change(context, { action: 'revokeApiKey', input: { id }, idempotencyKey }, async (step) => {
    await ownKey(step, context.caller, apiKeyAccess.revoke, { id, lang })
    await step.rows(sql`
      update identity.api_key set revoked_at = ${step.now} where id = ${id} and revoked_at is null`)
    return id
  })
}
