import { Migration } from '../database/migration.js'

/** Key of the lock under which one entry at a time is linked to the chain; any constant serves. */
const chainLock = 20_220_187

/**
 * The audit trail: a schema of its own in which no service may write. Entries come from triggers on the tables that
 * are audited (see `auditTrigger`), which run as the schema's owner when a transaction commits.
 *
 * Each entry's hash is SHA-256 over the hash before it and the entry's text, as in a hash chain
 * (Haber and Stornetta, "How to Time-Stamp a Digital Document", 1991): a change of one entry breaks every later link.
 */
export class AuditMigration extends Migration {
  override name = '001-audit'

  override up(): void {
    this.addSql(`
      create table audit.entry (
        seq bigint not null primary key,
        content text not null,
        hash bytea not null,
        at text not null,
        actor text not null,
        action text not null,
        entity text not null,
        entity_id text not null,
        organization_id text null,
        request_id text null
      );
      comment on table audit.entry is 'append-only; the columns after hash repeat content, to be searched';
      create index entry_entity_index on audit.entry (entity, seq);
      create index entry_entity_id_index on audit.entry (entity_id, seq);
      create index entry_organization_id_index on audit.entry (organization_id, seq);
      create index entry_actor_index on audit.entry (actor, seq);
      create index entry_action_index on audit.entry (action, seq);
      create index entry_request_id_index on audit.entry (request_id, seq);
      create index entry_at_index on audit.entry (at, seq);`)
    this.addSql(`
      create function audit.refuse() returns trigger language plpgsql set search_path = '' as $$
      begin
        raise exception 'the audit trail is append-only' using errcode = 'insufficient_privilege';
      end $$;
      create trigger append_only before update or delete or truncate on audit.entry
        for each statement execute function audit.refuse();`)
    this.addSql(recordFunction)
    this.addSql('revoke all on all functions in schema audit from public')
  }
}

/**
 * `audit.record(entity, key columns, organization column, personal columns, derived columns)`, lists with commas.
 * Settings of the transaction say who and why: hub.actor, hub.action, hub.why, hub.request_id, hub.now.
 */
const recordFunction = `
  create function audit.record() returns trigger language plpgsql security definer set search_path = '' as $$
  declare
    key_columns text[] := string_to_array(tg_argv[1], ',');
    personal text[] := string_to_array(tg_argv[3], ',');
    derived text[] := string_to_array(tg_argv[4], ',');
    old_row jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) - derived end;
    new_row jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) - derived end;
    either jsonb := coalesce(new_row, old_row);
    before_row jsonb := old_row;
    after_row jsonb := new_row;
    personal_column text;
    entry jsonb;
    entry_text text;
    last_seq bigint;
    last_hash bytea;
  begin
    if tg_op = 'UPDATE' then
      before_row := (select jsonb_object_agg(key, value) from jsonb_each(old_row) where new_row -> key <> value);
      after_row := (select jsonb_object_agg(key, value) from jsonb_each(new_row) where old_row -> key <> value);
      if after_row is null then return null; end if;
    end if;
    foreach personal_column in array personal loop
      if before_row -> personal_column <> 'null' then
        before_row := before_row || jsonb_build_object(personal_column, '[personal data]');
      end if;
      if after_row -> personal_column <> 'null' then
        after_row := after_row || jsonb_build_object(personal_column, '[personal data]');
      end if;
    end loop;
    entry := jsonb_build_object(
      'at', coalesce(nullif(current_setting('hub.now', true), ''),
        to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')),
      'actor', coalesce(nullif(current_setting('hub.actor', true), ''), 'database:' || session_user),
      'action', coalesce(nullif(current_setting('hub.action', true), ''), lower(tg_op)),
      'why', nullif(current_setting('hub.why', true), ''),
      'requestId', nullif(current_setting('hub.request_id', true), ''),
      'entity', tg_argv[0],
      'id', (select string_agg(either ->> name, '/' order by place)
        from unnest(key_columns) with ordinality as columns(name, place)),
      'organizationId', either ->> tg_argv[2],
      'operation', tg_op,
      'before', before_row,
      'after', after_row);
    entry_text := entry::text;
    perform pg_advisory_xact_lock(${chainLock});
    select seq, hash into last_seq, last_hash from audit.entry order by seq desc limit 1;
    insert into audit.entry
      (seq, content, hash, at, actor, action, entity, entity_id, organization_id, request_id)
    values (
      coalesce(last_seq, 0) + 1, entry_text,
      sha256(coalesce(last_hash, decode(repeat('00', 32), 'hex')) || convert_to(entry_text, 'UTF8')),
      entry ->> 'at', entry ->> 'actor', entry ->> 'action', entry ->> 'entity', entry ->> 'id',
      entry ->> 'organizationId', entry ->> 'requestId');
    return null;
  end $$;`
