/** What ends or changes a standing, and whose it is: a kind of the stream of changes, and the column with the id. */
const sources = [
  { table: 'session', events: 'delete or update of expires_at', kind: 'session', column: 'id' },
  { table: 'account', events: 'delete or update of email_verified', kind: 'account', column: 'id' },
  { table: 'town_role', events: 'insert or update or delete', kind: 'account', column: 'account_id' },
  { table: 'membership', events: 'insert or update or delete', kind: 'account', column: 'account_id' },
  {
    table: 'api_key',
    // Not for `last_used_at`: a key would end its own standing by being used.
    events: 'delete or update of organization_id, hash, scopes, expires_at, revoked_at',
    kind: 'key',
    column: 'id',
  },
] as const

const triggers = sources.map(
  ({ table, events, kind, column }) => `
  create trigger ${table}_standing after ${events} on identity.${table}
    for each row execute function identity.standing_changed('${kind}', '${column}');`,
)

/** SQL: every change of a standing is said on the channel `identity_standing` when it is committed, whoever makes it. */
export const standingTriggers = `
  create function identity.standing_changed() returns trigger
  language plpgsql set search_path = '' as $$
  declare
    changed jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  begin
    perform pg_notify(
      'identity_standing',
      json_build_object('kind', tg_argv[0], 'id', changed ->> tg_argv[1])::text
    );
    return null;
  end $$;
  ${triggers.join('')}`
