import { auditTrigger } from '../../../platform/audit/trigger.js'
import { Migration } from '../../../platform/database/migration.js'
import { oneOf } from './table-parts.js'

const statuses = ['OPEN', 'RUNNING', 'STOPPED', 'FINISHED', 'REFUSED', 'CANCELLED']
const outcomes = ['PENDING', 'REGISTERED', 'VALID', 'REFUSED', 'ALREADY_THERE']

/** Many initiatives are registered at once, from a file. */
export class BulkMigration extends Migration {
  override name = '011-bulk'

  override up(): void {
    this.addSql(`
      alter table city.initiative add column external_id text null;
      comment on column city.initiative.external_id is 'the organization''s own, from a bulk registration';
      create unique index initiative_external_id_unique on city.initiative (organization_id, external_id)
        where external_id is not null;`)
    this.addSql(`
      create table city.initiative_registration (
        id text not null primary key,
        organization_id text not null,
        format text not null,
        dry_run boolean not null,
        submit boolean not null,
        file_name text null,
        status text not null,
        parts int null,
        row_count int null,
        run_by text null,
        request_id text null,
        failure jsonb null,
        created_at timestamptz not null,
        run_at timestamptz null,
        ended_at timestamptz null,
        constraint initiative_registration_format_check check (${oneOf('format', ['CSV', 'JSON'])}),
        constraint initiative_registration_status_check check (${oneOf('status', statuses)}),
        constraint initiative_registration_organization_id_foreign foreign key (organization_id)
          references city.organization (id)
      );
      comment on column city.initiative_registration.submit is 'whether rows that are complete are put before the town';
      comment on column city.initiative_registration.parts is 'of the file; null until they are all there';
      comment on column city.initiative_registration.row_count is 'null until the file is read';
      comment on column city.initiative_registration.run_by is 'subject of the caller for whom it runs';
      comment on column city.initiative_registration.request_id is 'request that runs it';
      create index initiative_registration_organization_id_created_at_id_index
        on city.initiative_registration (organization_id, created_at, id);
      create index initiative_registration_created_at_index on city.initiative_registration (created_at);
      create index initiative_registration_running_index on city.initiative_registration (run_at)
        where status = 'RUNNING';
      create trigger wake after update on city.initiative_registration
        for each row when (new.status = 'RUNNING') execute function city.wake('city_initiative_registration');`)
    this.addSql(`
      create table city.initiative_registration_part (
        registration_id text not null,
        part int not null,
        content text not null,
        bytes int not null,
        primary key (registration_id, part),
        constraint initiative_registration_part_registration_id_foreign foreign key (registration_id)
          references city.initiative_registration (id) on delete cascade
      );
      comment on column city.initiative_registration_part.part is 'from 1';
      comment on column city.initiative_registration_part.bytes is 'in UTF-8';
      create table city.initiative_registration_row (
        registration_id text not null,
        row int not null,
        line int null,
        external_id text null,
        outcome text not null,
        written jsonb null,
        problems jsonb not null,
        initiative_id text null,
        primary key (registration_id, row),
        constraint initiative_registration_row_outcome_check check (${oneOf('outcome', outcomes)}),
        constraint initiative_registration_row_registration_id_foreign foreign key (registration_id)
          references city.initiative_registration (id) on delete cascade
      );
      comment on column city.initiative_registration_row.row is 'from 1';
      comment on column city.initiative_registration_row.line is 'of a CSV file, where it begins';
      comment on column city.initiative_registration_row.written is 'what is to be registered; null once it is';
      create index initiative_registration_row_registration_id_outcome_row_index
        on city.initiative_registration_row (registration_id, outcome, row);`)
    // What becomes of the rows is in the entries of the initiatives.
    this.addSql(
      auditTrigger({
        table: 'city.initiative_registration',
        entity: 'InitiativeRegistration',
        organization: 'organization_id',
      }),
    )
  }
}
