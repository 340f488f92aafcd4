/**
 * SQL of what city asks to know whom to write to: the members of an organization; for null, the town's coordinators.
 * Only people with a confirmed address. Nobody has told identity a language yet, so that column is null. It works with
 * its maker's rights, for city may not read here.
 */
export const digestRecipients = `
  create function identity.digest_recipients(organization_id text)
  returns table (account_id text, email text, language text, role text)
  language sql stable security definer set search_path = '' as $$
    select a.id, a.email, null::text, m.role
    from identity.membership as m join identity.account as a on a.id = m.account_id
    where m.organization_id = $1 and a.email_verified
    union all
    select a.id, a.email, null::text, 'COORDINATOR'
    from identity.town_role as r join identity.account as a on a.id = r.account_id
    where $1 is null and r.role = 'coordinator' and a.email_verified
  $$;
  revoke all on function identity.digest_recipients(text) from public;`
