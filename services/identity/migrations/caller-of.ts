/**
 * SQL of what city asks before it goes on with work that somebody began in a request: who that is now, as the `caller`
 * of a standing. Null for an account that is gone or a key that has ended. It works with its maker's rights, for city
 * may not read here.
 */
export const callerOf = `
  create function identity.caller_of(subject text, at timestamptz) returns jsonb
  language sql stable security definer set search_path = '' as $$
    select jsonb_build_object('subject', $1, 'roles', '[]'::jsonb,
      'memberships', jsonb_build_array(jsonb_build_object('organization', k.organization_id, 'role', 'MEMBER')),
      'scopes', to_jsonb(k.scopes))
    from identity.api_key as k
    where $1 like 'key:%' and k.id = substr($1, 5) and k.revoked_at is null and k.expires_at > $2
    union all
    select jsonb_build_object('subject', a.id,
      'roles', (select coalesce(jsonb_agg(r.role order by r.role), '[]') from identity.town_role as r
        where r.account_id = a.id),
      'memberships', (select coalesce(jsonb_agg(jsonb_build_object('organization', m.organization_id, 'role', m.role)
          order by m.organization_id), '[]') from identity.membership as m where m.account_id = a.id))
    from identity.account as a where a.id = $1 and a.email_verified
  $$;
  revoke all on function identity.caller_of(text, timestamptz) from public;`
