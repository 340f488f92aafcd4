/**
 * SQL of what city calls in the transaction in which one organization becomes a part of another: its members, keys and
 * invitations are the other's from then on. Who belongs to both keeps the higher role. Nobody joins either meanwhile (see
 * `lockMembers`). It works with its maker's rights, for city may not write here.
 */
export const mergeOrganizations = `
  create function identity.merge_organizations(source text, target text) returns void
  language sql security definer set search_path = '' as $$
    select pg_advisory_xact_lock(hashtextextended('identity.members ' || ids.id, 0))
      from (select unnest(array[$1, $2]) as id order by 1) as ids;
    insert into identity.membership as m (organization_id, account_id, role, since)
      select $2, account_id, role, since from identity.membership where organization_id = $1
      on conflict (organization_id, account_id) do update set role = excluded.role
      where m.role <> 'OWNER' and excluded.role = 'OWNER';
    delete from identity.membership where organization_id = $1;
    update identity.invitation set organization_id = $2 where organization_id = $1;
    update identity.api_key set organization_id = $2 where organization_id = $1;
  $$;
  revoke all on function identity.merge_organizations(text, text) from public;`
