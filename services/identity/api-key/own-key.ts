import { sql } from 'kysely'
import type { Caller } from '../../../platform/caller/caller.js'
import type { Change } from '../../../platform/changes/change.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import type { AccessRule } from '../../../platform/graph/access.js'
import { type Language, localize } from '../../../platform/graph/language.js'
import { lockAsActing } from '../membership/lock-members.js'
import { apiKeyColumns } from './api-key.queries.js'
import type { ApiKey } from './api-key.type.js'

/**
 * A key the caller may do something with, kept with the others of its organization from being changed meanwhile.
 *
 * @throws HubError UNAUTHENTICATED, or FORBIDDEN alike for one that is another's and one that is not there; to those who
 *   may do it for every organization, NOT_FOUND
 */
export async function ownKey(
  step: Change,
  caller: Caller,
  rule: AccessRule,
  { id, lang }: { id: string; lang: Language },
): Promise<ApiKey> {
  const [key] = await step.rows<ApiKey>(
    sql`select ${apiKeyColumns} from identity.api_key k where k.id = ${id}`,
  )
  await lockAsActing(step, caller, rule, key?.organizationId ?? '')
  const [locked] = await step.rows<ApiKey>(
    sql`select ${apiKeyColumns} from identity.api_key k where k.id = ${id} for update`,
  )
  if (locked !== undefined) return locked
  const message = { DE: `Es gibt keinen Schlüssel "${id}".`, EN: `There is no key "${id}".` }
  throw new HubError('NOT_FOUND', localize(message, lang))
}
