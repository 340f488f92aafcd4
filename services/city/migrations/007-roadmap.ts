import { Migration } from '../../../platform/database/migration.js'
import { versionTrigger } from './version-trigger.js'

/** Roadmap and strategy are edited, and every version of them is kept. */
export class RoadmapMigration extends Migration {
  override name = '007-roadmap'

  override up(): void {
    this.addSql(`
      alter table city.roadmap_item add column version int not null default 1;
      ${versionTable(
        'roadmap_item',
        `title jsonb not null,
        start_quarter text not null,
        end_quarter text not null,
        priority text not null,
        state text not null,
        field_of_action_id text not null,
        initiative_ids text[] not null`,
      )}`)
    this.addSql(
      versionTrigger({
        table: 'roadmap_item',
        content: ['title', 'start_quarter', 'end_quarter', 'priority', 'state', 'field_of_action_id'],
        links: { table: 'roadmap_item_initiative', column: 'initiative_id', as: 'initiative_ids' },
      }),
    )
    this.addSql(`
      alter table city.field_of_action add column version int not null default 1;
      ${versionTable(
        'field_of_action',
        `position int not null,
        title jsonb not null,
        description jsonb not null,
        statement_numbers int[] not null`,
      )}`)
    this.addSql(
      versionTrigger({
        table: 'field_of_action',
        content: ['position', 'title', 'description'],
        links: {
          table: 'field_of_action_statement',
          column: 'vision_statement_number',
          as: 'statement_numbers',
        },
      }),
    )
  }
}

/** No foreign key leads from a version to its row: what was stays known when the row is gone. */
function versionTable(table: string, content: string): string {
  return `
      create table city.${table}_version (
        ${table}_id text not null,
        version int not null,
        valid_from timestamptz not null,
        valid_to timestamptz null,
        changed_by text not null,
        reason text null,
        ${content},
        primary key (${table}_id, version)
      );
      comment on column city.${table}_version.valid_from is '-infinity: since before versions were kept';
      comment on column city.${table}_version.valid_to is 'first moment it was no longer so';
      comment on column city.${table}_version.changed_by is 'as in the audit trail';
      create index ${table}_version_validity_index on city.${table}_version using gist (tstzrange(valid_from, valid_to));`
}
