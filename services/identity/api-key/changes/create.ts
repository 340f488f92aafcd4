import { change } from '../../../../platform/changes/change.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { checked } from '../../../../platform/input/checked.js'
import { lockAsActing } from '../../membership/lock-members.js'
import { apiKeyAccess } from '../api-key.access.js'
import { apiKeyInput, type CreateApiKeyArgs } from '../api-key.args.js'
import { newKey } from '../new-key.js'
import { storeKey } from '../store-key.js'

/** A key that was made: its id, and what is shown of it once; null for a retry. */
export interface MadeKey {
  id: string
  secret: string | null
}

/**
 * Makes an API key for an organization. The stored answer is its id alone, so that the secret is in no database.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT with all problems, STATE_REFUSED if there are too many
 */
export async function createApiKey(
  context: SubgraphContext,
  { organizationId, name, scopes, expiresAt, idempotencyKey, lang }: CreateApiKeyArgs,
): Promise<MadeKey> {
  const terms = checked(apiKeyInput(context.now), { name, scopes, expiresAt }, lang, [])
  const input = { organizationId, ...terms }
  let secret: string | null = null
  const id = await change(context, { action: 'createApiKey', input, idempotencyKey }, async (step) => {
    await lockAsActing(step, context.caller, apiKeyAccess.create, organizationId)
    const key = newKey()
    secret = key.secret
    return storeKey(step, key, { ...input, createdBy: context.caller.subject }, lang)
  })
  return { id, secret }
}
