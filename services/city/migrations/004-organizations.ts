import { auditTrigger } from '../../../platform/audit/trigger.js'
import { Migration } from '../../../platform/database/migration.js'
import { comparedColumns } from '../organization/duplicates/compared-columns.js'
import { publicCondition } from '../organization/organization.visibility.js'

/** Columns the database makes from others. */
const derived = [
  ...['search_vector', 'search_text', 'sort_name'],
  ...['compared_name', 'compared_host', 'compared_register_number'],
]

/** Organizations register themselves from now on, and are verified, suspended and merged. */
export class OrganizationsMigration extends Migration {
  override name = '004-organizations'

  override up(): void {
    this.addSql(`
      alter table city.organization
        add column register_number text null,
        add column address jsonb null,
        add column contact jsonb null,
        add column registered_by text null,
        add column registered_at timestamptz null,
        add column verified_until date null,
        add column verified_at timestamptz null,
        add column verification_reminded_for date null,
        add column suspended_at timestamptz null,
        add column suspension_reason text null,
        add column merged_into text null,
        add column version int not null default 1,
        add column compared_name text not null generated always as ${comparedColumns.name},
        add column compared_host text null generated always as ${comparedColumns.host},
        add column compared_register_number text null generated always as ${comparedColumns.registerNumber},
        add constraint organization_suspension_check check ((suspended_at is null) = (suspension_reason is null)),
        add constraint organization_merged_into_foreign foreign key (merged_into)
          references city.organization (id) on delete set null;
      comment on column city.organization.contact is 'personal data';
      comment on column city.organization.registered_by is 'account (of identity) that registered it';
      comment on column city.organization.verified_until is 'last day of the term';
      comment on column city.organization.verification_reminded_for
        is 'day up to which reminders of the end of the term are done';
      comment on column city.organization.merged_into
        is 'organization it has become a part of; that one is never merged itself';`)
    this.addSql(`
      create index organization_verified_until_index on city.organization (verified_until);
      create index organization_merged_into_index on city.organization (merged_into);
      create index organization_public_index on city.organization (sort_name, id) where ${publicCondition()};
      create index organization_suspended_index on city.organization (id) where suspended_at is not null;
      create index organization_compared_name_index
        on city.organization using gin (compared_name public.gin_trgm_ops);
      create index organization_compared_host_index on city.organization (compared_host);
      create index organization_compared_register_number_index
        on city.organization (compared_register_number);`)
    this.addSql('drop trigger audit on city.organization')
    // Those that are there were written by the town: they count as verified, and it looks at them within a year.
    this.addSql(`update city.organization set verified_at = now(), verified_until = current_date + 365
      where kind <> 'TOWN'`)
    this.addSql(
      auditTrigger({
        table: 'city.organization',
        entity: 'Organization',
        organization: 'id',
        personal: ['contact'],
        derived,
      }),
    )
  }
}
