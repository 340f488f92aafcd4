import { sql } from 'kysely'
import { change } from '../../../../../platform/changes/change.js'
import { demand } from '../../../../../platform/graph/access.js'
import type { SubgraphContext } from '../../../../../platform/graph/context.js'
import { digestAccess } from '../digest.access.js'
import type { SetDigestArgs } from '../digest.args.js'
import type { DigestPreference } from '../digest.type.js'

/**
 * Writes what somebody has chosen for herself.
 *
 * @throws HubError UNAUTHENTICATED, FORBIDDEN
 */
export async function setDigest(
  context: SubgraphContext,
  { frequency, language = null, idempotencyKey }: SetDigestArgs,
): Promise<DigestPreference> {
  demand(context.caller, digestAccess.set)
  const request = { action: 'setDigest', input: { frequency, language }, idempotencyKey }
  return change(context, request, async ({ rows }) => {
    await rows(sql`insert into city.digest_preference (account_id, frequency, language)
      values (${context.caller.subject}, ${frequency}, ${language})
      on conflict (account_id) do update set frequency = excluded.frequency, language = excluded.language`)
    return { frequency, language }
  })
}
