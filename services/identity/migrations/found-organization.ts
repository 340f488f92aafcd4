/**
 * SQL of what city calls in the transaction that registers an organization: its founder becomes its owner.
 * It works with its maker's rights, for city may not write here, and so it takes an organization without members only.
 */
export const foundOrganization = `
  create function identity.found_organization(organization_id text, account_id text) returns void
  language plpgsql security definer set search_path = '' as $$
  begin
    perform pg_advisory_xact_lock(hashtextextended('identity.found_organization ' || $1, 0));
    if exists (select from identity.membership as m where m.organization_id = $1) then
      raise exception 'The organization % has members already.', $1 using errcode = 'unique_violation';
    end if;
    insert into identity.membership (organization_id, account_id, role, since) values ($1, $2, 'OWNER', now());
  end $$;
  revoke all on function identity.found_organization(text, text) from public;`
