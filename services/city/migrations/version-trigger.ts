export interface VersionedTable {
  /** In the schema `city`, with a column `version`. The versions are kept in the table of this name and `_version`. */
  table: string
  /** Columns whose values make a version. */
  content: readonly string[]
  /** Table that links a row to others: `column` of it, gathered in `as`, is content too. */
  links: { table: string; column: string; as: string }
}

/**
 * SQL that keeps every version of a table's rows with the time it was valid: half-open, from the moment of one change
 * up to the next. A trigger does it when the transaction commits, so that no code can forget it, and what a
 * transaction does to a row and its links is one version.
 *
 * The moment is the change's own (`hub.now`); where changes of a row overtake each other, the later one in the database
 * counts as made at the moment of the one before. A change that did not raise the row's `version` has it raised here.
 */
export function versionTrigger({ table, content, links }: VersionedTable): string {
  const key = `${table}_id`
  const columns = [...content, links.as]
  const kept = columns.map((column) => `last.${column}`).join(', ')
  const current = [...content.map((column) => `live.${column}`), 'linked'].join(', ')
  const trigger = (on: string, column: string) => `
    create constraint trigger version after insert or update or delete on city.${on}
      deferrable initially deferred for each row execute function city.keep_${table}_version('${column}');`
  return `
    create function city.keep_${table}_version() returns trigger language plpgsql set search_path = '' as $$
    declare
      row_id text := coalesce(to_jsonb(new), to_jsonb(old)) ->> tg_argv[0];
      live city.${table};
      last city.${table}_version;
      linked city.${table}_version.${links.as}%type;
      moment timestamptz := coalesce(nullif(current_setting('hub.now', true), '')::timestamptz, clock_timestamp());
    begin
      -- Two changes of one row write its versions one after the other.
      select * into live from city.${table} where id = row_id for no key update;
      select coalesce(array_agg(${links.column} order by ${links.column}), '{}') into linked
        from city.${links.table} where ${key} = row_id;
      select * into last from city.${table}_version where ${key} = row_id order by version desc limit 1;
      if live.id is not null and last.valid_to is null and (${kept}) is not distinct from (${current}) then
        return null;
      end if;
      moment := greatest(moment, last.valid_from, last.valid_to);
      update city.${table}_version set valid_to = moment where ${key} = row_id and valid_to is null;
      if live.id is null then return null; end if;
      if live.version <= last.version then
        live.version := last.version + 1;
        update city.${table} set version = live.version where id = row_id;
      end if;
      insert into city.${table}_version (${key}, version, valid_from, ${columns.join(', ')}, changed_by, reason)
        values (row_id, live.version, moment, ${current},
          coalesce(nullif(current_setting('hub.actor', true), ''), 'database:' || session_user),
          nullif(current_setting('hub.why', true), ''));
      return null;
    end $$;
    ${trigger(table, 'id')}
    ${trigger(links.table, key)}
    insert into city.${table}_version (${key}, version, valid_from, ${columns.join(', ')}, changed_by, reason)
      select id, version, '-infinity', ${content.join(', ')},
        array(select ${links.column} from city.${links.table} where ${key} = id order by ${links.column}),
        'system:migration', null
      from city.${table};`
}
