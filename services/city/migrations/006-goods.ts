import pg from 'pg'
import { Migration } from '../../../platform/database/migration.js'
import { skills } from '../skill/skills.js'
import { oneOf } from './table-parts.js'

const hasParts = oneOf('unit', ['HOURS', 'DAYS', 'EUROS', 'SQUARE_METRES'])

/** Needs and resources say what they can be matched by, and are stated, changed and withdrawn. */
export class GoodsMigration extends Migration {
  override name = '006-goods'

  override up(): void {
    this.addSql(`
      create table city.skill (
        id text not null primary key,
        position int not null,
        parent_id text null,
        label jsonb not null,
        source text null,
        constraint skill_parent_id_foreign foreign key (parent_id) references city.skill (id) on delete set null
      );
      comment on column city.skill.position is 'place in the list, from 1';
      comment on column city.skill.parent_id is 'the more general skill';
      comment on column city.skill.source is 'whose taxonomy it is from';
      create index skill_parent_id_index on city.skill (parent_id);
      insert into city.skill
        select * from jsonb_populate_recordset(null::city.skill, ${pg.escapeLiteral(JSON.stringify(skills))})`)
    for (const table of ['resource', 'need']) this.addSql(matchable(table))
    this.addSql(`
      alter table city.resource
        add column sharing text not null default 'EXCLUSIVE',
        add column eligible_fields text[] not null default '{}',
        add column eligible_organization_kinds text[] not null default '{}',
        add column eligible_districts text[] not null default '{}',
        add constraint resource_sharing_check check (${oneOf('sharing', ['EXCLUSIVE', 'POOLED'])}),
        add constraint resource_pool_check check (sharing <> 'POOLED' or splittable);
      comment on column city.resource.eligible_fields is 'of initiatives; empty: all';
      comment on column city.resource.eligible_organization_kinds is 'empty: all';
      comment on column city.resource.eligible_districts is 'ids; empty: all';`)
    // What can be used in parts has been meant for several at once. The trail is written here and now, for a table with
    // entries still to be written cannot be altered by a later migration.
    this.addSql(`update city.resource set sharing = 'POOLED' where splittable;
      set constraints all immediate`)
  }
}

/** SQL of what a resource and a need get alike. */
function matchable(table: string): string {
  return `
      alter table city.${table}
        add column smallest_lot numeric(16,2) null,
        add column availability jsonb null,
        add column skills text[] not null default '{}',
        add column status text not null default 'OPEN',
        add column withdrawal_reason text null,
        add column version int not null default 1,
        add column created_by text null,
        add column created_at timestamptz null,
        add column updated_at timestamptz null,
        add constraint ${table}_status_check check (${oneOf('status', ['OPEN', 'WITHDRAWN'])}),
        add constraint ${table}_whole_amount_check check (${hasParts} or amount = trunc(amount)),
        add constraint ${table}_whole_lot_check check (${hasParts} or smallest_lot = trunc(smallest_lot)),
        add constraint ${table}_smallest_lot_check check (smallest_lot is null
          or splittable and smallest_lot > 0 and smallest_lot <= amount),
        add constraint ${table}_radius_place_check check (radius_metres is null or lat is not null),
        add constraint ${table}_withdrawal_check check (
          (status = 'WITHDRAWN') = (withdrawal_reason is not null));
      comment on column city.${table}.smallest_lot is 'smallest part of use; in the unit';
      comment on column city.${table}.availability is 'null: always within the validity';
      comment on column city.${table}.skills is 'ids';
      comment on column city.${table}.created_by is 'subject of the caller';
      create index ${table}_status_sort_title_id_index on city.${table} (status, sort_title, id);
      create index ${table}_skills_index on city.${table} using gin (skills);`
}
