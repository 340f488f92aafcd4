import { sql } from 'kysely'
import type { Database } from '../../../platform/database/database.js'

/**
 * Everything identity holds about a person, as plain JSON; null if there is no such account. Left out is what would let
 * others sign in: passwords, tokens, secrets; and the addresses of people she has invited, which are theirs.
 */
export async function accountExport(
  { rows }: Pick<Database, 'rows'>,
  accountId: string,
): Promise<Record<string, unknown> | null> {
  const [row] = await rows<{ held: Record<string, unknown> }>(sql`
    select jsonb_build_object(
      'account', jsonb_build_object('id', a.id, 'name', a.name, 'email', a.email, 'emailVerified', a.email_verified,
        'image', a.image, 'secondFactor', coalesce(a.two_factor_enabled, false),
        'createdAt', a.created_at, 'updatedAt', a.updated_at),
      'signInMethods', (select coalesce(jsonb_agg(jsonb_build_object(
          'provider', case when c.provider_id = 'credential' then 'password' else c.provider_id end,
          'subject', c.subject, 'createdAt', c.created_at, 'updatedAt', c.updated_at) order by c.created_at), '[]')
        from identity.credential as c where c.account_id = a.id),
      'sessions', (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'createdAt', s.created_at,
          'expiresAt', s.expires_at, 'ipAddress', s.ip_address, 'userAgent', s.user_agent) order by s.created_at), '[]')
        from identity.session as s where s.account_id = a.id),
      'townRoles', (select coalesce(jsonb_agg(jsonb_build_object('role', r.role, 'grantedAt', r.granted_at,
          'grantedBy', r.granted_by) order by r.role), '[]')
        from identity.town_role as r where r.account_id = a.id),
      'memberships', (select coalesce(jsonb_agg(jsonb_build_object('organization', m.organization_id, 'role', m.role,
          'since', m.since) order by m.since), '[]')
        from identity.membership as m where m.account_id = a.id),
      'invitationsReceived', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id,
          'organization', i.organization_id, 'role', i.role, 'invitedBy', i.invited_by, 'createdAt', i.created_at,
          'expiresAt', i.expires_at, 'acceptedAt', i.accepted_at, 'declinedAt', i.declined_at,
          'withdrawnAt', i.withdrawn_at) order by i.created_at), '[]')
        from identity.invitation as i where i.email = a.email),
      'invitationsSent', (select coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'organization', i.organization_id,
          'role', i.role, 'createdAt', i.created_at) order by i.created_at), '[]')
        from identity.invitation as i where i.invited_by = a.id),
      'apiKeysCreated', (select coalesce(jsonb_agg(jsonb_build_object('id', k.id, 'organization', k.organization_id,
          'name', k.name, 'prefix', k.prefix, 'scopes', k.scopes, 'createdAt', k.created_at,
          'expiresAt', k.expires_at, 'revokedAt', k.revoked_at, 'lastUsedAt', k.last_used_at)
          order by k.created_at), '[]')
        from identity.api_key as k where k.created_by = a.id)
    ) as held
    from identity.account as a where a.id = ${accountId}`)
  return row?.held ?? null
}
