import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { pageOfEach } from '../../../platform/graph/list.js'
import type { ApiKey } from './api-key.type.js'

/** What an `ApiKey` is made of, of the row `k`. */
export const apiKeyColumns = sql`k.id, k.name, k.prefix, k.scopes, k.created_at as "createdAt", k.expires_at as "expiresAt",
  k.revoked_at as "revokedAt", k.last_used_at as "lastUsedAt", k.organization_id as "organizationId"`

/** A page of the keys of each organization, the newest first, with those that are over. */
export function apiKeysOfOrganizations(
  organizationIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = {
    columns: apiKeyColumns,
    from: sql`identity.api_key k`,
    order: [
      { by: sql`k.created_at`, type: 'timestamptz' },
      { by: sql`k.id`, type: 'text' },
    ],
    descending: true,
  } as const
  return pageOfEach<ApiKey>(list, sql`k.organization_id`, organizationIds, args, context)
}

/** Keys by id; null where there is none. */
export async function apiKeysById(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<(ApiKey | null)[]> {
  const rows = await database.rows<ApiKey>(
    sql`select ${apiKeyColumns} from identity.api_key k where k.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}
