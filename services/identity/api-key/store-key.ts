import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Scope } from '../../../platform/caller/caller.js'
import type { Change } from '../../../platform/changes/change.js'
import { HubError } from '../../../platform/errors/hub-error.js'
import { type Language, localize } from '../../../platform/graph/language.js'
import type { NewKey } from './new-key.js'

/** Keys of one organization that may be valid at a time. */
const mostKeys = 20

export interface KeyTerms {
  organizationId: string
  name: string
  scopes: readonly Scope[]
  createdBy: string
  expiresAt: Date
}

/**
 * Stores a key of an organization whose keys are locked (see `lockAsActing`).
 *
 * @returns its id
 * @throws HubError STATE_REFUSED when there are too many
 */
export async function storeKey(
  { rows, now }: Change,
  { prefix, hash }: NewKey,
  { organizationId, name, scopes, createdBy, expiresAt }: KeyTerms,
  lang: Language,
): Promise<string> {
  const valid = await rows(sql`select from identity.api_key
    where organization_id = ${organizationId} and revoked_at is null and expires_at > ${now}`)
  if (valid.length >= mostKeys) {
    const message = {
      DE: `Mehr als ${mostKeys} gültige Schlüssel kann eine Organisation nicht haben: Bitte zuerst einen widerrufen.`,
      EN: `An organization can have ${mostKeys} valid keys at most: revoke one first.`,
    }
    throw new HubError('STATE_REFUSED', localize(message, lang))
  }
  const id = randomUUID()
  await rows(sql`
    insert into identity.api_key (id, organization_id, name, prefix, hash, scopes, created_by, created_at, expires_at)
    values (${id}, ${organizationId}, ${name}, ${prefix}, ${hash}, ${[...scopes]}::text[], ${createdBy}, ${now},
      ${expiresAt})`)
  return id
}
