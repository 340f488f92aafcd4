import { sql } from 'kysely'
import { inOrderOf } from '../../../platform/graph/batch.js'
import type { PageArgs } from '../../../platform/graph/connection.js'
import type { SubgraphContext } from '../../../platform/graph/context.js'
import { pageOfEach } from '../../../platform/graph/list.js'
import type { Invitation } from './invitation.type.js'

/** What an `Invitation` is made of, of the row `i`. */
export const invitationColumns = sql`i.id, i.email, i.role, i.created_at as "createdAt", i.expires_at as "expiresAt",
  i.organization_id as "organizationId", i.invited_by as "invitedBy", i.accepted_at as "acceptedAt",
  i.declined_at as "declinedAt", i.withdrawn_at as "withdrawnAt"`

/** A page of the invitations of each organization, the newest first. */
export function invitationsOfOrganizations(
  organizationIds: readonly string[],
  args: PageArgs,
  context: SubgraphContext,
) {
  const list = {
    columns: invitationColumns,
    from: sql`identity.invitation i`,
    order: [
      { by: sql`i.created_at`, type: 'timestamptz' },
      { by: sql`i.id`, type: 'text' },
    ],
    descending: true,
  } as const
  return pageOfEach<Invitation>(list, sql`i.organization_id`, organizationIds, args, context)
}

/** Invitations by id; null for one that was forgotten. */
export async function invitationsById(
  ids: readonly string[],
  _: null,
  { database }: SubgraphContext,
): Promise<(Invitation | null)[]> {
  const rows = await database.rows<Invitation>(
    sql`select ${invitationColumns} from identity.invitation i where i.id = any(${[...ids]}::text[])`,
  )
  return inOrderOf(ids, rows, ({ id }) => id)
}
