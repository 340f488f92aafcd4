/** Tables better-auth writes for whoever signs up or in, and the column with the id of the account. */
const tables = [
  { table: 'account', events: 'insert or update', column: 'id' },
  { table: 'credential', events: 'insert or update', column: 'account_id' },
  { table: 'two_factor', events: 'insert or update or delete', column: 'account_id' },
] as const

/**
 * SQL: what better-auth writes without saying who does it is written by the account itself, in the audit trail. What
 * the database's owner writes by hand stays the owner's doing.
 */
export const ownWrites = `
  create function identity.own_write() returns trigger
  language plpgsql set search_path = '' as $$
  declare
    written jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  begin
    if coalesce(current_setting('hub.actor', true), '') = ''
      and session_user <> (select pg_get_userbyid(relowner) from pg_class where oid = tg_relid) then
      perform set_config('hub.actor', written ->> tg_argv[0], true);
    end if;
    return case when tg_op = 'DELETE' then old else new end;
  end $$;
  ${tables
    .map(
      ({ table, events, column }) => `
  create trigger own_write before ${events} on identity.${table}
    for each row execute function identity.own_write('${column}');`,
    )
    .join('')}`
