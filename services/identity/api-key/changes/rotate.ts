import { sql } from 'kysely'
import { change } from '../../../../platform/changes/change.js'
import { HubError } from '../../../../platform/errors/hub-error.js'
import type { SubgraphContext } from '../../../../platform/graph/context.js'
import { type Language, localize } from '../../../../platform/graph/language.js'
import { checked } from '../../../../platform/input/checked.js'
import { apiKeyAccess } from '../api-key.access.js'
import { type RotateApiKeyArgs, rotationInput } from '../api-key.args.js'
import type { ApiKey } from '../api-key.type.js'
import { newKey } from '../new-key.js'
import { ownKey } from '../own-key.js'
import { storeKey } from '../store-key.js'
import type { MadeKey } from './create.js'

/**
 * Replaces a key by a new one with the same name, scopes and life. Both work for the hours of the overlap, so that
 * programs can change over without a gap; the old one never longer than it would have.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT, STATE_REFUSED for a key that is over
 */
export async function rotateApiKey(
  context: SubgraphContext,
  { id, overlapHours, idempotencyKey, lang }: RotateApiKeyArgs,
): Promise<MadeKey> {
  checked(rotationInput, { overlapHours }, lang, [])
  const request = { action: 'rotateApiKey', input: { id, overlapHours }, idempotencyKey }
  let secret: string | null = null
  const newId = await change(context, request, async (step) => {
    const { caller } = context
    const old = await ownKey(step, caller, apiKeyAccess.rotate, { id, lang })
    demandValid(old, step.now, lang)
    const until = new Date(step.now.getTime() + overlapHours * 3_600_000)
    await step.rows(sql`
      update identity.api_key set expires_at = least(expires_at, ${until}) where id = ${id}`)
    const key = newKey()
    secret = key.secret
    const life = old.expiresAt.getTime() - old.createdAt.getTime()
    const expiresAt = new Date(step.now.getTime() + life)
    return storeKey(step, key, { ...old, createdBy: caller.subject, expiresAt }, lang)
  })
  return { id: newId, secret }
}

function demandValid({ revokedAt, expiresAt }: ApiKey, now: Date, lang: Language): void {
  if (revokedAt === null && expiresAt > now) return
  const message = {
    DE: 'Dieser Schlüssel gilt nicht mehr: Bitte einen neuen anlegen.',
    EN: 'This key is not valid any more: make a new one.',
  }
  throw new HubError('STATE_REFUSED', localize(message, lang))
}
